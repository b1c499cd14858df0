import { Badge } from '@/components/ui/status-pill'
import { messages } from '@/lib/members/messages'
import type { Member } from '@/lib/members/queries'

/** The roles that somebody holds, each as a pill; one that is off says so. */
export function RolePills({ roles }: { roles: Member['roles'] }) {
  return (
    <ul className="flex flex-wrap gap-1 max-sm:justify-end">
      {roles.map(({ id, name, active }) => (
        <li key={id} className="min-w-0">
          <Badge tone={active ? 'neutral' : 'warning'}>{active ? name : `${name} (${messages.roleOff})`}</Badge>
        </li>
      ))}
    </ul>
  )
}
