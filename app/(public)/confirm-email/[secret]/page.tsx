import type { Metadata } from 'next'
import { ConfirmEmailForm } from '@/components/accounts/address-forms'
import { PublicFrame } from '@/components/shell/public-frame'
import { pages } from '@/lib/accounts/messages'

export const metadata: Metadata = { title: pages.confirmEmail.title, referrer: 'no-referrer' }

export default async function ConfirmEmailPage({ params }: PageProps<'/confirm-email/[secret]'>) {
  const { secret } = await params
  return (
    <PublicFrame title={pages.confirmEmail.title} description={pages.confirmEmail.description}>
      <ConfirmEmailForm secret={secret} />
    </PublicFrame>
  )
}
