import { Badge, StatusPill } from '@/components/ui/status-pill'
import { type Column, Table } from '@/components/ui/table'
import { messages } from '@/lib/roles/messages'
import type { Role } from '@/lib/roles/queries'

/** Whether a role gives anything now. */
export function RoleState({ active }: { active: boolean }) {
  return (
    <StatusPill shape={active ? 'done' : 'ended'} tone={active ? 'success' : 'neutral'}>
      {active ? messages.active : messages.inactive}
    </StatusPill>
  )
}

/** The organization's roles. */
export function RoleTable({ org, roles }: { org: string; roles: readonly Role[] }) {
  const { columns: words, kinds } = messages
  const columns: readonly Column<Role>[] = [
    {
      id: 'name',
      header: words.name,
      cell: (role) => (
        <>
          {role.name}
          <span className="block text-xs font-normal text-ink-faint">{role.description}</span>
        </>
      ),
    },
    {
      id: 'kind',
      header: words.kind,
      width: '7rem',
      cell: (role) => (
        <Badge tone={role.builtin ? 'neutral' : 'info'}>{role.builtin ? kinds.builtin : kinds.custom}</Badge>
      ),
    },
    { id: 'state', header: words.state, width: '6rem', cell: (role) => <RoleState active={role.active} /> },
    { id: 'holders', header: words.holders, width: '7rem', cell: (role) => messages.holders(role.holders) },
  ]
  return (
    <Table
      caption={messages.caption}
      columns={columns}
      rows={roles}
      rowKey={(role) => role.id}
      rowHref={(role) => `/${org}/roles/${role.id}`}
    />
  )
}
