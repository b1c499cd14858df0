'use client'

import { FailedPage } from '@/components/shell/failed-page'

export default function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main id="content" className="mx-auto max-w-lg py-16">
      <FailedPage reference={error.digest} retry={retry} />
    </main>
  )
}
