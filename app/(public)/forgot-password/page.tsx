import type { Metadata } from 'next'
import { ForgotForm } from '@/components/accounts/password-forms'
import { PublicFrame } from '@/components/shell/public-frame'
import { Link } from '@/components/ui/link'
import { pages } from '@/lib/accounts/messages'

export const metadata: Metadata = { title: 'Forgotten password' }
export const dynamic = 'force-dynamic'

export default function ForgotPasswordPage() {
  const words = pages.forgot
  return (
    <PublicFrame
      title={words.title}
      description={words.description}
      footer={
        <Link href="/sign-in" className="text-accent-text underline underline-offset-2">
          {words.back}
        </Link>
      }
    >
      <ForgotForm />
    </PublicFrame>
  )
}
