import type { Metadata } from 'next'
import { LinkList } from '@/components/accounts/link-list'
import { PasskeyCard } from '@/components/accounts/passkey-card'
import { PasswordForm } from '@/components/accounts/password-form'
import { SecondFactorCard } from '@/components/accounts/second-factor-card'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { accountPages } from '@/lib/accounts/messages'
import { providerNames } from '@/lib/accounts/providers'
import { readAccount } from '@/lib/accounts/queries'
import { ownSession, show } from '@/lib/core/tenant'

const { security, password, links } = accountPages
export const metadata: Metadata = { title: security.title }

export default async function SecurityPage({ searchParams }: PageProps<'/account/security'>) {
  const { required, link } = await searchParams
  const { hasPassword, email, secondFactor, identities, passkeys, locale, timeZone } = await show(
    readAccount(await ownSession('/account/security')),
  )
  const logins = providerNames().map(({ id, name }) => {
    const own = identities.find(({ provider }) => provider === id)
    return { id, name, linked: own !== undefined, email: own?.email ?? null }
  })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone })
  const keys = passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
    id,
    name,
    since: days.format(createdAt),
    used: lastUsedAt && days.format(lastUsedAt),
  }))
  const waits = required && !secondFactor && keys.length === 0
  return (
    <>
      <PageHeader title={security.title} description={security.description} />
      <div className="flex max-w-2xl flex-col gap-4">
        {required && <SecondFactorCard codesLeft={secondFactor?.codesLeft ?? null} required={!!waits} />}
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
        <PasskeyCard passkeys={keys} onlyFactor={!secondFactor} />
        {logins.length > 0 && (
          <Card title={links.title} description={links.description}>
            <p role="status" className="mb-3 text-sm text-ink empty:hidden">
              {link === 'done' ? links.done : link === 'taken' ? links.taken : null}
            </p>
            <LinkList rows={logins} />
          </Card>
        )}
      </div>
    </>
  )
}
