import type { Metadata } from 'next'
import { ResetForm } from '@/components/accounts/password-forms'
import { PublicFrame } from '@/components/shell/public-frame'
import { pages } from '@/lib/accounts/messages'

export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer' }

export default async function ResetPasswordPage({ params }: PageProps<'/reset-password/[secret]'>) {
  const { secret } = await params
  return (
    <PublicFrame title={pages.reset.title} description={pages.reset.description}>
      <ResetForm secret={secret} />
    </PublicFrame>
  )
}
