import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { OrganizationForm } from '@/components/accounts/organization-form'
import { PublicFrame } from '@/components/shell/public-frame'
import { Avatar } from '@/components/ui/avatar'
import { Link } from '@/components/ui/link'
import { pages } from '@/lib/accounts/messages'
import { env } from '@/lib/core/env'
import { currentPerson } from '@/lib/core/tenant'

export const metadata: Metadata = { title: 'Your organizations' }
const words = pages.choose

/** Where one lands after signing in; with a single organization that is at once its home. */
export default async function ChooseOrganizationPage({ searchParams }: PageProps<'/choose-organization'>) {
  const person = await currentPerson()
  if (!person) redirect('/sign-in?to=/choose-organization')
  const { memberships, platformAdmin, email } = person
  const { all } = await searchParams
  const only = memberships.length === 1 && !platformAdmin && all === undefined ? memberships[0] : undefined
  if (only) redirect(`/${only.slug}`)
  if (memberships.length === 0 && platformAdmin && all === undefined) redirect('/platform')

  return (
    <PublicFrame title={words.title} description={memberships.length === 0 ? words.none : undefined} width="md">
      <ul className="flex flex-col gap-2">
        {memberships.map(({ slug, name, owner, roles }) => (
          <li key={slug}>
            <Link href={`/${slug}`} className="flex items-center gap-3 rounded-lg border px-3 py-2 hover:bg-hover">
              <Avatar name={name} shape="square" />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm font-medium text-ink">{name}</span>
                <span className="block truncate text-xs text-ink-faint">
                  {owner ? words.owner : roles.map((role) => role.name).join(', ')}
                </span>
              </span>
            </Link>
          </li>
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
      <details className="mt-6 border-t pt-4" open={memberships.length === 0}>
        <summary className="cursor-pointer text-sm font-medium text-accent-text">{words.create}</summary>
        <div className="mt-4">
          <OrganizationForm email={email} host={new URL(env().LOBBY_URL).host} />
        </div>
      </details>
    </PublicFrame>
  )
}
