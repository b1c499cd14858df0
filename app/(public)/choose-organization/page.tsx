import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { OrganizationChoice, SuspendedChoice } from '@/components/accounts/organization-choice'
import { OrganizationForm } from '@/components/accounts/organization-form'
import { ClosedOrganization } from '@/components/organizations/closed-organization'
import { PublicFrame } from '@/components/shell/public-frame'
import { Avatar } from '@/components/ui/avatar'
import { Link } from '@/components/ui/link'
import { pages } from '@/lib/accounts/messages'
import { env } from '@/lib/core/env'
import { currentSessionId } from '@/lib/core/request'
import { currentPerson } from '@/lib/core/tenant'
import { askClosedOrganizations, askSuspendedMemberships } from '@/lib/core/transaction'

export const metadata: Metadata = { title: 'Your organizations' }
const words = pages.choose

/** Where one lands after signing in; with a single organization that is at once its home. */
export default async function ChooseOrganizationPage({ searchParams }: PageProps<'/choose-organization'>) {
  const person = await currentPerson()
  if (!person) redirect('/sign-in?to=/choose-organization')
  const { memberships, platformAdmin, email, locale, timeZone } = person
  const { all, closed: asked } = await searchParams
  const session = (await currentSessionId()) ?? ''
  const [closed, suspended] = await Promise.all([askClosedOrganizations(session), askSuspendedMemberships(session)])
  // What was asked for comes first.
  closed.sort((a, b) => Number(b.slug === asked) - Number(a.slug === asked))
  const only =
    memberships.length === 1 && !platformAdmin && all === undefined && asked === undefined ? memberships[0] : undefined
  if (only) redirect(`/${only.slug}`)
  if (memberships.length === 0 && platformAdmin && all === undefined && asked === undefined) redirect('/platform')

  return (
    <PublicFrame
      title={words.title}
      description={memberships.length + closed.length + suspended.length === 0 ? words.none : undefined}
      width="md"
    >
      {closed.length > 0 && (
        <div className="mb-6 flex flex-col gap-3">
          {closed.map((one) => (
            <ClosedOrganization key={one.id} closed={one} locale={locale} timeZone={timeZone} />
          ))}
        </div>
      )}
      <ul className="flex flex-col gap-2">
        {memberships.map((membership) => (
          <OrganizationChoice key={membership.slug} {...membership} />
        ))}
        {suspended.map((one) => (
          <SuspendedChoice key={one.slug} name={one.name} />
        ))}
        {platformAdmin && (
          <li>
            <Link href="/platform" className="flex items-center gap-3 rounded-lg border px-3 py-2 hover:bg-hover">
              <Avatar name={words.platform} shape="square" />
              <span className="text-sm font-medium text-ink">{words.platform}</span>
            </Link>
          </li>
        )}
      </ul>
      <details className="mt-6 border-t pt-4" open={memberships.length + closed.length === 0}>
        <summary className="cursor-pointer text-sm font-medium text-accent-text">{words.create}</summary>
        <div className="mt-4">
          <OrganizationForm email={email} host={new URL(env().LOBBY_URL).host} />
        </div>
      </details>
    </PublicFrame>
  )
}
