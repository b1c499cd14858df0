import type { Metadata } from 'next'
import { ExportMenu } from '@/components/exports/export-menu'
import { InvitationRowActions } from '@/components/members/invitation-row-actions'
import { InviteDialog } from '@/components/members/invite-dialog'
import { Avatar } from '@/components/ui/avatar'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { LoadMore } from '@/components/ui/pagination'
import { RelativeTime } from '@/components/ui/relative-time'
import { Badge } from '@/components/ui/status-pill'
import { Table } from '@/components/ui/table'
import { can } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { show, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/members/messages'
import { membersPage } from '@/lib/members/page'

export const metadata: Metadata = { title: messages.title }
const words = messages.invitations

export default async function MembersPage({ params, searchParams }: PageProps<'/[org]/members'>) {
  const { org } = await params
  const { q, cursor } = await searchParams
  const ctx = await tenant(org)
  const { members, invitations, choices } = await show(
    membersPage(ctx, {
      q: typeof q === 'string' ? q : undefined,
      cursor: typeof cursor === 'string' ? cursor : undefined,
    }),
  )

  return (
    <>
      <PageHeader
        title={messages.title}
        description={messages.description}
        actions={
          <>
            <ExportMenu org={org} list="members" filters={{ q: typeof q === 'string' ? q : undefined }} />
            {can(ctx, 'organization.members.invite') && <InviteDialog org={org} choices={choices} />}
          </>
        }
      />
      <div className="flex flex-col gap-6">
        <Card flush>
          {members.items.length === 0 ? (
            <EmptyState title={messages.none} description={messages.noneText} />
          ) : (
            <Table
              caption={messages.title}
              rows={members.items}
              rowKey={(member) => member.id}
              columns={[
                {
                  id: 'name',
                  header: messages.name,
                  cell: (member) => (
                    <span className="flex items-center gap-2">
                      <Avatar name={member.name} size="sm" />
                      <span className="truncate font-medium text-ink">{member.name}</span>
                      {member.owner && <Badge tone="accent">{messages.owner}</Badge>}
                    </span>
                  ),
                },
                { id: 'email', header: messages.email, cell: (member) => member.email },
                {
                  id: 'roles',
                  header: messages.roles,
                  wrap: true,
                  cell: (member) => member.roles.map((role) => role.name).join(', '),
                },
                {
                  id: 'teams',
                  header: messages.teams,
                  wideOnly: true,
                  cell: (member) => member.teams.map((team) => team.name).join(', '),
                },
                { id: 'status', header: messages.status, cell: (member) => messages.statuses[member.status] },
              ]}
            />
          )}
          <LoadMore
            shown={members.items.length}
            hasMore={members.nextCursor !== null}
            href={`/${org}/members?cursor=${encodeURIComponent(members.nextCursor ?? '')}`}
          />
        </Card>
        {can(ctx, 'organization.members.invite') && (
          <Card title={words.title} flush>
            {invitations.length === 0 ? (
              <p className="p-4 text-sm text-ink-muted">{words.none}</p>
            ) : (
              <Table
                caption={words.title}
                rows={invitations}
                rowKey={(invitation) => invitation.id}
                columns={[
                  { id: 'email', header: messages.email, cell: (invitation) => invitation.email },
                  {
                    id: 'roles',
                    header: messages.roles,
                    cell: (invitation) => [...invitation.roles, invitation.client?.name].filter(Boolean).join(' · '),
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
                      <InvitationRowActions
                        org={org}
                        id={id}
                        email={email}
                        link={new URL(path, env().LOBBY_URL).href}
                      />
                    ),
                  },
                ]}
              />
            )}
          </Card>
        )}
      </div>
    </>
  )
}
