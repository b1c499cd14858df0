import type { Metadata } from 'next'
import { VerifyForm } from '@/components/accounts/password-forms'
import { PublicFrame } from '@/components/shell/public-frame'
import { pages } from '@/lib/accounts/messages'

export const metadata: Metadata = { title: 'Confirm your address', referrer: 'no-referrer' }

export default async function VerifyEmailPage({ params }: PageProps<'/verify-email/[secret]'>) {
  const { secret } = await params
  return (
    <PublicFrame title={pages.verify.title} description={pages.verify.description}>
      <VerifyForm secret={secret} />
    </PublicFrame>
  )
}
