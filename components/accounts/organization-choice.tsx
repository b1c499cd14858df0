import { Avatar } from '@/components/ui/avatar'
import { Link } from '@/components/ui/link'
import { StatusPill } from '@/components/ui/status-pill'
import { pages } from '@/lib/accounts/messages'
import { logoAddress } from '@/lib/organizations/policy'

type Props = { slug: string; name: string; logo: string | null; owner: boolean; roles: readonly { name: string }[] }

/** One organization to open, with what one is there. */
export function OrganizationChoice({ slug, name, logo, owner, roles }: Props) {
  return (
    <li>
      <Link href={`/${slug}`} className="flex items-center gap-3 rounded-lg border px-3 py-2 hover:bg-hover">
        <Avatar name={name} shape="square" picture={logoAddress(slug, logo)} />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm font-medium text-ink">{name}</span>
          <span className="block truncate text-xs text-ink-faint">
            {owner ? pages.choose.owner : roles.map((role) => role.name).join(', ')}
          </span>
        </span>
      </Link>
    </li>
  )
}

/** One that keeps this person out: they learn it here, and whom to ask. */
export const SuspendedChoice = ({ name }: { name: string }) => (
  <li className="flex items-center gap-3 rounded-lg border px-3 py-2">
    <Avatar name={name} shape="square" />
    <span className="min-w-0 flex-1">
      <span className="block truncate text-sm font-medium text-ink">{name}</span>
      <span className="block text-xs text-ink-muted">{pages.choose.suspendedText}</span>
    </span>
    <StatusPill shape="paused" tone="warning">
      {pages.choose.suspended}
    </StatusPill>
  </li>
)
