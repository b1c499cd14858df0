import type { Metadata } from 'next'
import { PasswordForm } from '@/components/accounts/password-form'
import { SecondFactorCard } from '@/components/accounts/second-factor-card'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { accountPages } from '@/lib/accounts/messages'
import { readAccount } from '@/lib/accounts/queries'
import { ownSession, show } from '@/lib/core/tenant'

const { security, password } = accountPages
export const metadata: Metadata = { title: security.title }

export default async function SecurityPage({ searchParams }: PageProps<'/account/security'>) {
  const { required } = await searchParams
  const { hasPassword, email, secondFactor } = await show(readAccount(await ownSession('/account/security')))
  return (
    <>
      <PageHeader title={security.title} description={security.description} />
      <div className="flex max-w-2xl flex-col gap-4">
        {required && <SecondFactorCard codesLeft={secondFactor?.codesLeft ?? null} required />}
        <Card title={password.title} description={hasPassword ? password.description : password.none}>
          {hasPassword ? (
            <PasswordForm email={email} />
          ) : (
            <Link href="/forgot-password" className="text-sm text-accent-text underline underline-offset-2">
              {password.setOne}
            </Link>
          )}
        </Card>
        {!required && <SecondFactorCard codesLeft={secondFactor?.codesLeft ?? null} required={false} />}
      </div>
    </>
  )
}
