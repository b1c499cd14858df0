'use client'

import { useState } from 'react'
import { usePages } from '@/components/shell/use-pages'
import { useShortcut } from '@/components/shell/use-shortcut'
import { PriorityMark } from '@/components/tasks/task-marks'
import { announce } from '@/components/ui/announcer'
import { FieldError } from '@/components/ui/field'
import { LoadMore } from '@/components/ui/pagination'
import { type Column, Table } from '@/components/ui/table'
import { messages } from '@/lib/tickets/messages'
import type { TicketCard } from '@/lib/tickets/show'
import { ClockText, TicketStatusPill } from './ticket-marks'
import { useEveryMinute } from './use-every-minute'

type Props = {
  org: string
  page: { items: TicketCard[]; nextCursor: string | null }
  /** the same list over REST */
  path: string
  locale: string
  timeZone: string
  /** the reader works here; a client is spoken to, and sees nobody's name */
  team: boolean
  /** within one project its name says nothing */
  oneProject?: boolean
}
const { fields, list } = messages

const columnsFor = ({ locale, timeZone, team, oneProject }: Props): readonly Column<TicketCard>[] => [
  {
    id: 'title',
    header: fields.ticket,
    cell: ({ key, title, project, requester }) => (
      <>
        <span className="mr-1 font-mono text-xs font-normal text-ink-faint">{key}</span> {title}
        <span className="block truncate text-xs font-normal text-ink-faint">
          {[!oneProject && project.title, requester.me ? messages.you : requester.name].filter(Boolean).join(' · ')}
        </span>
      </>
    ),
  },
  { id: 'status', header: fields.status, cell: ({ status }) => <TicketStatusPill status={status} spoken={!team} /> },
  ...(team
    ? ([
        {
          id: 'clock',
          header: fields.timeLeft,
          width: '13rem',
          cell: ({ clock }) => <ClockText clock={clock} locale={locale} timeZone={timeZone} />,
        },
      ] satisfies Column<TicketCard>[])
    : []),
  { id: 'priority', header: fields.priority, cell: ({ priority }) => <PriorityMark priority={priority} worded /> },
  ...(team
    ? ([
        { id: 'assignee', header: fields.assignee, cell: ({ assignee }) => assignee?.name ?? messages.nobody },
      ] satisfies Column<TicketCard>[])
    : []),
]

/** Tickets by time left: `j` and `k` walk over their links, so Enter opens. */
export function TicketTable(props: Props) {
  const { org, page, path } = props
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, path)
  const [chosen, setChosen] = useState<string | null>(null)
  const at = rows.findIndex(({ id }) => id === chosen)
  useEveryMinute()

  const address = ({ key }: TicketCard) => `/${org}/tickets/${key}`
  function step(by: 1 | -1) {
    const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]
    if (!next) return
    setChosen(next.id)
    announce(list.position(`${next.key} ${next.title}`, rows.indexOf(next) + 1, rows.length))
    document.querySelector<HTMLAnchorElement>(`a[href="${address(next)}"]`)?.focus()
  }
  useShortcut({ keys: 'j', label: list.next, group: list.shortcuts }, () => step(1))
  useShortcut({ keys: 'k', label: list.previous, group: list.shortcuts }, () => step(-1))

  return (
    <>
      <Table
        caption={list.caption}
        columns={columnsFor(props)}
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={address}
        isSelected={({ id }) => id === chosen}
      />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
