'use client'

import { usePages } from '@/components/shell/use-pages'
import { FieldError } from '@/components/ui/field'
import { Link } from '@/components/ui/link'
import { LoadMore } from '@/components/ui/pagination'
import { type Column, RowActions, Table } from '@/components/ui/table'
import type { Page } from '@/lib/core/page'
import { messages } from '@/lib/teams/messages'
import type { Team } from '@/lib/teams/queries'
import { TeamMenu } from './team-menu'

type Props = { org: string; page: Page<Team>; manages: boolean }

/** Teams by name, with who is in them; continues by cursor. */
export function TeamTable({ org, page, manages }: Props) {
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, `${org}/teams?limit=50`)
  const columns: Column<Team>[] = [
    {
      id: 'name',
      header: messages.name,
      cell: (team) => (
        <Link
          href={`/${org}/members?team=${team.id}`}
          aria-label={messages.filter(team.name)}
          className="font-medium text-ink hover:underline"
        >
          {team.name}
        </Link>
      ),
    },
    {
      id: 'members',
      header: messages.members,
      wrap: true,
      cell: (team) =>
        team.members.length > 0 ? (
          team.members.map(({ name }) => name).join(', ')
        ) : (
          <span className="text-ink-faint">{messages.nobody}</span>
        ),
    },
  ]
  if (manages)
    columns.push({
      id: 'actions',
      header: messages.actions,
      hideHeader: true,
      align: 'end',
      width: '3rem',
      cell: (team) => (
        <RowActions>
          <TeamMenu org={org} team={team} />
        </RowActions>
      ),
    })
  return (
    <>
      <Table caption={messages.title} rows={rows} rowKey={(team) => team.id} columns={columns} />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
