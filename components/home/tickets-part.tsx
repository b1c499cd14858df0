import { ClockText, TicketStatusPill } from '@/components/tickets/ticket-marks'
import { Card } from '@/components/ui/card'
import { Stat, StatRow } from '@/components/ui/stat'
import { Table } from '@/components/ui/table'
import { messages } from '@/lib/home/messages'
import type { HomePart } from '@/lib/home/page'
import type { TicketCard } from '@/lib/tickets/show'
import { More, Nothing, type Reader } from './parts'

const words = messages.tickets

/** Open tickets, the most urgent first. */
export function TicketLines({ tickets, reader, spoken }: { tickets: TicketCard[]; reader: Reader; spoken?: boolean }) {
  if (tickets.length === 0) return <Nothing>{words.none}</Nothing>
  return (
    <Table
      caption={words.caption}
      rows={tickets}
      rowKey={(ticket) => ticket.id}
      rowHref={(ticket) => `/${reader.org}/tickets/${ticket.key}`}
      columns={[
        {
          id: 'ticket',
          header: words.ticket,
          cell: (ticket) => (
            <>
              <span className="mr-1 font-mono text-xs text-ink-faint">{ticket.key}</span> {ticket.title}
            </>
          ),
        },
        {
          id: 'status',
          header: words.status,
          width: '11rem',
          cell: ({ status }) => <TicketStatusPill status={status} spoken={spoken} />,
        },
        {
          id: 'time',
          header: words.time,
          width: '12rem',
          wideOnly: spoken,
          cell: ({ clock }) => <ClockText clock={clock} locale={reader.locale} timeZone={reader.timeZone} />,
        },
      ]}
    />
  )
}

/** The desk's day: how much is open, late, waiting and nobody's, and what comes first. */
export function SupportPart({ part, reader }: { part: HomePart<'support'>; reader: Reader }) {
  const { counts, tickets } = part
  const here = `/${reader.org}/tickets`
  return (
    <>
      <StatRow>
        <Stat label={words.open} value={counts.open} href={here} />
        <Stat
          label={words.breached}
          value={counts.breached}
          href={`${here}?breached=true`}
          tone={counts.breached > 0 ? 'danger' : 'default'}
        />
        <Stat label={words.waiting} value={counts.waiting} href={`${here}?status=WAITING_ON_CLIENT`} />
        <Stat
          label={words.unassigned}
          value={counts.unassigned}
          href={`${here}?assignee=none`}
          tone={counts.unassigned > 0 ? 'warning' : 'default'}
        />
      </StatRow>
      <Card title={words.title} actions={<More href={here} />} flush>
        <TicketLines tickets={tickets.items} reader={reader} />
      </Card>
    </>
  )
}
