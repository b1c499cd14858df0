'use client'

import { FailedPage } from '@/components/shell/failed-page'

export default function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <FailedPage reference={error.digest} retry={retry} />
}
