import type { Metadata } from 'next'
import { RegisterForm } from '@/components/accounts/register-form'
import { PublicFrame } from '@/components/shell/public-frame'
import { Link } from '@/components/ui/link'
import { pages } from '@/lib/accounts/messages'
import { env } from '@/lib/core/env'

export const metadata: Metadata = { title: 'Register' }

export default function RegisterPage() {
  const words = pages.register
  return (
    <PublicFrame
      title={words.title}
      description={words.description}
      footer={
        <>
          {words.haveAccount}{' '}
          <Link href="/sign-in" className="text-accent-text underline underline-offset-2">
            {pages.signIn.submit}
          </Link>
        </>
      }
    >
      <RegisterForm host={new URL(env().LOBBY_URL).host} />
    </PublicFrame>
  )
}

export const dynamic = 'force-dynamic'
