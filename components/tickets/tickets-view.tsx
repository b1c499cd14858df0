import { LifeBuoy } from 'lucide-react'
import { LinkChoices } from '@/components/shell/link-choices'
import { ListSearch } from '@/components/shell/list-search'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Toolbar } from '@/components/ui/toolbar'
import { messages } from '@/lib/tickets/messages'
import type { TicketCounts } from '@/lib/tickets/queries'
import type { TicketCard } from '@/lib/tickets/show'
import { filterHref, type TicketFilterValues } from './filter-address'
import { TicketFilters } from './ticket-filters'
import { TicketTable } from './ticket-table'

type Option = { value: string; label: string }
type Props = {
  org: string
  /** the page's own address, which the filters change */
  here: string
  tickets: {
    page: { items: TicketCard[]; nextCursor: string | null }
    counts: TicketCounts | null
    values: TicketFilterValues
    people: readonly Option[]
    projects: readonly Option[]
    narrowed: boolean
    path: string
  }
  /** where a new one is opened; null for who may not */
  newHref: string | null
  team: boolean
  oneProject?: boolean
  locale: string
  timeZone: string
}
const { list } = messages
const views = [
  { status: '', label: list.unresolved, count: 'open' },
  { status: 'WAITING_ON_CLIENT', label: list.waiting, count: 'waiting' },
  { status: 'RESOLVED', label: list.resolved },
  { status: 'CLOSED', label: list.closed },
  { status: 'ALL', label: list.all },
] as const

/** Tickets with everything that narrows them; all of it lives in the address. */
export function TicketsView({ org, here, tickets, newHref, team, oneProject, ...reader }: Props) {
  const { page, counts, people, projects, narrowed, path } = tickets
  // In a project's own tab the project is no filter.
  const values = oneProject ? { ...tickets.values, project: '' } : tickets.values
  return (
    <>
      <Toolbar>
        <ListSearch label={list.search} path={here} value={values.q} keep={{ ...values, q: undefined }} />
        <LinkChoices
          label={list.filter}
          choices={views.map((view) => ({
            href: filterHref(here, { ...values, status: view.status }),
            label: view.label,
            count: 'count' in view ? counts?.[view.count] : undefined,
            current: view.status === values.status,
          }))}
        />
      </Toolbar>
      <Toolbar>
        <TicketFilters path={here} values={values} people={people} projects={projects} team={team} />
      </Toolbar>
      <Card flush>
        {page.items.length > 0 ? (
          <TicketTable org={org} page={page} path={path} team={team} oneProject={oneProject} {...reader} />
        ) : narrowed ? (
          <EmptyState
            icon={<LifeBuoy />}
            title={list.nothingTitle}
            description={list.nothing}
            action={<ButtonLink href={here}>{list.clear}</ButtonLink>}
          />
        ) : (
          <EmptyState
            icon={<LifeBuoy />}
            title={list.emptyTitle}
            description={team ? list.empty : list.clientEmpty}
            action={
              newHref && (
                <ButtonLink variant="primary" href={newHref}>
                  {messages.new.button}
                </ButtonLink>
              )
            }
          />
        )}
      </Card>
    </>
  )
}
