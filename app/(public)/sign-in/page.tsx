import type { Metadata } from 'next'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { PublicFrame } from '@/components/shell/public-frame'
import { Link } from '@/components/ui/link'
import { demoLogins, demoPassword } from '@/lib/accounts/demo'
import { insidePath } from '@/lib/accounts/inside-path'
import { pages, signInProblems } from '@/lib/accounts/messages'
import { providerNames } from '@/lib/accounts/providers'
import { env } from '@/lib/core/env'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { to, callbackUrl, email, verified, reset, joined, ticket, error } = await searchParams
  const words = pages.signIn
  const notice = verified ? words.verified : reset ? words.reset : joined ? words.joined : undefined
  return (
    <PublicFrame
      title={words.title}
      description={notice && <p role="status">{notice}</p>}
      footer={
        <>
          {words.noAccount}{' '}
          <Link href="/register" className="text-accent-text underline underline-offset-2">
            {words.register}
          </Link>
        </>
      }
      width={env().LOBBY_DEMO ? 'md' : 'sm'}
    >
      <SignInForm
        to={insidePath(to ?? callbackUrl, '/choose-organization')}
        ticket={typeof ticket === 'string' ? ticket : undefined}
        refusal={typeof error === 'string' ? (signInProblems[error] ?? signInProblems.INTERNAL) : undefined}
        providers={providerNames()}
        email={typeof email === 'string' ? email : undefined}
        demo={env().LOBBY_DEMO ? { password: demoPassword, logins: demoLogins } : undefined}
      />
    </PublicFrame>
  )
}
