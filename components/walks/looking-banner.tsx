import { GrantBanner } from '@/components/grants/grant-banner'
import type { ReadOnly } from '@/lib/core/context'
import { WalkBanner } from './walk-banner'

type Props = {
  organization: { id: string; slug: string; name: string }
  looking: ReadOnly
  locale: string
  timeZone: string
}

/** Stands above every page while somebody only looks around: with other eyes, or for the platform. */
export function LookingBanner({ organization, looking: { kind, as, role, reason, until }, locale, timeZone }: Props) {
  const { slug } = organization
  const time = until.toLocaleTimeString(locale, { timeStyle: 'short', timeZone })
  if (kind === 'grant') return <GrantBanner organization={organization} reason={reason ?? ''} until={time} />
  return <WalkBanner org={slug} as={as} until={time} back={role ? `/${slug}/roles/${role.id}` : `/${slug}/members`} />
}
