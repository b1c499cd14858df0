import { RelativeTime } from '@/components/ui/relative-time'
import { Badge } from '@/components/ui/status-pill'
import { Table } from '@/components/ui/table'
import type { listInvitations } from '@/lib/invitations/queries'
import { messages } from '@/lib/members/messages'
import { InvitationRowActions } from './invitation-row-actions'

type Invitation = Awaited<ReturnType<typeof listInvitations>>['items'][number]
const words = messages.invitations

/** Open invitations, each with its link. `base` is where Lobby stands. */
export function InvitationTable({ org, base, invitations }: { org: string; base: string; invitations: Invitation[] }) {
  if (invitations.length === 0) return <p className="p-4 text-sm text-ink-muted">{words.none}</p>
  return (
    <Table
      caption={words.title}
      rows={invitations}
      rowKey={(invitation) => invitation.id}
      columns={[
        { id: 'email', header: messages.email, cell: (invitation) => invitation.email },
        {
          id: 'roles',
          header: messages.roles,
          cell: (invitation) =>
            [...invitation.roles, ...invitation.teams, invitation.client?.name].filter(Boolean).join(' · '),
        },
        { id: 'by', header: words.by, wideOnly: true, cell: (invitation) => invitation.invitedBy.name },
        {
          id: 'expires',
          header: words.expires,
          cell: (invitation) =>
            invitation.expired ? (
              <Badge tone="warning">{words.expired}</Badge>
            ) : (
              <RelativeTime value={invitation.expiresAt.toISOString()} />
            ),
        },
        {
          id: 'actions',
          header: words.actions,
          hideHeader: true,
          align: 'end',
          cell: ({ id, email, path }) => (
            <InvitationRowActions org={org} id={id} email={email} link={new URL(path, base).href} />
          ),
        },
      ]}
    />
  )
}
