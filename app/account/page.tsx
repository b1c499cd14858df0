import type { Metadata } from 'next'
import { EmailForm } from '@/components/accounts/email-form'
import { ProfileForm } from '@/components/accounts/profile-form'
import { LeaveList } from '@/components/members/leave-list'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { accountPages } from '@/lib/accounts/messages'
import { readAccount } from '@/lib/accounts/queries'
import { localeChoices, timeZoneChoices } from '@/lib/accounts/zones'
import { currentPerson, ownSession, show } from '@/lib/core/tenant'
import { logoAddress } from '@/lib/organizations/policy'

export const metadata: Metadata = { title: accountPages.profile.title }
const { profile, email: emailWords } = accountPages

export default async function ProfilePage() {
  const places = (await currentPerson())?.memberships ?? []
  const account = await show(readAccount(await ownSession('/account')))
  const { name, email, timeZone, locale, emailVerified, movingTo } = account
  return (
    <>
      <PageHeader title={profile.title} description={profile.description} />
      <div className="flex max-w-2xl flex-col gap-4">
        <Card title={profile.about}>
          <ProfileForm
            initial={{ name, timeZone, locale }}
            zones={timeZoneChoices(timeZone)}
            locales={localeChoices(locale)}
          />
        </Card>
        <Card title={emailWords.title}>
          <p className="mb-3 text-sm text-ink-muted">
            {emailWords.now(email)} {!emailVerified && emailWords.unverified}
          </p>
          <EmailForm movingTo={movingTo} />
        </Card>
        {places.length > 0 && (
          <Card title={accountPages.organizations.title} description={accountPages.organizations.description}>
            <LeaveList
              places={places.map(({ slug, name, logo, owner }) => ({
                slug,
                name,
                owner,
                picture: logoAddress(slug, logo),
              }))}
            />
          </Card>
        )}
      </div>
    </>
  )
}
