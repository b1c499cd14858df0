import type { Metadata } from 'next'
import { KeepEmailForm } from '@/components/accounts/address-forms'
import { PublicFrame } from '@/components/shell/public-frame'
import { pages } from '@/lib/accounts/messages'

export const metadata: Metadata = { title: pages.keepEmail.title, referrer: 'no-referrer' }

export default async function KeepEmailPage({ params }: PageProps<'/keep-email/[secret]'>) {
  const { secret } = await params
  return (
    <PublicFrame title={pages.keepEmail.title} description={pages.keepEmail.description}>
      <KeepEmailForm secret={secret} />
    </PublicFrame>
  )
}
