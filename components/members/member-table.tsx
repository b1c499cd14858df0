'use client'

import { usePages } from '@/components/shell/use-pages'
import { Avatar } from '@/components/ui/avatar'
import { FieldError } from '@/components/ui/field'
import { LoadMore } from '@/components/ui/pagination'
import { RelativeTime } from '@/components/ui/relative-time'
import { Badge, StatusPill, type StatusShape, type Tone } from '@/components/ui/status-pill'
import { type Column, RowActions, Table } from '@/components/ui/table'
import type { Page } from '@/lib/core/page'
import { messages } from '@/lib/members/messages'
import type { RoleChoice } from '@/lib/members/page'
import type { Member } from '@/lib/members/queries'
import { MemberMenu } from './member-menu'
import { RolePills } from './role-pills'

const looks: Record<string, { shape: StatusShape; tone: Tone }> = {
  active: { shape: 'done', tone: 'success' },
  suspended: { shape: 'paused', tone: 'warning' },
  left: { shape: 'ended', tone: 'neutral' },
}

type Props = {
  org: string
  me: string | null
  page: Page<Member>
  /** the same list over REST */
  path: string
  roles: readonly RoleChoice[]
  may: { edit: boolean; remove: boolean; walk: boolean }
  reader: { locale: string; timeZone: string }
}

/** Members by name with their roles; continues by cursor. */
export function MemberTable({ org, me, page, path, roles, may, reader }: Props) {
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, path)
  const columns: Column<Member>[] = [
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
    { id: 'roles', header: messages.roles, wrap: true, cell: (member) => <RolePills roles={member.roles} /> },
    {
      id: 'teams',
      header: messages.teams,
      wideOnly: true,
      cell: (member) => member.teams.map((team) => team.name).join(', '),
    },
    {
      id: 'seen',
      header: messages.lastSeen,
      wideOnly: true,
      width: '9rem',
      cell: ({ lastSeenAt }) => (lastSeenAt ? <RelativeTime value={lastSeenAt} {...reader} /> : messages.never),
    },
    {
      id: 'status',
      header: messages.status,
      width: '8rem',
      cell: (member) => (
        <StatusPill {...(looks[member.status] ?? { shape: 'empty', tone: 'neutral' })}>
          {messages.statuses[member.status]}
        </StatusPill>
      ),
    },
  ]
  if (may.edit || may.remove || may.walk)
    columns.push({
      id: 'actions',
      header: messages.actions,
      hideHeader: true,
      align: 'end',
      width: '3rem',
      cell: (member) => (
        <RowActions>
          <MemberMenu {...{ org, member, roles, may }} self={member.id === me} />
        </RowActions>
      ),
    })
  return (
    <>
      <Table caption={messages.title} rows={rows} rowKey={(member) => member.id} columns={columns} />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
