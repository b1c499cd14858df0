import { History } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Toolbar } from '@/components/ui/toolbar'
import type { Choice } from '@/components/ui/use-choices'
import { messages } from '@/lib/audit/messages'
import type { AuditEntry } from '@/lib/audit/queries'
import { AuditFilters, type Chosen } from './audit-filters'
import { AuditList } from './audit-list'

type TrailViewProps = {
  org: string
  /** the page's own address, without filters */
  here: string
  trail: {
    page: { items: AuditEntry[]; nextCursor: string | null }
    path: string
    chosen: Chosen
    person: Choice | null
    people: readonly Choice[]
    names: Readonly<Record<string, string>>
    filtered: boolean
    /** the entry that the trail begins with, where somebody came for one */
    entry?: string
  }
  locale: string
  timeZone: string
  currency: string
}

/** A filtered trail with what to say when it is empty. */
export function TrailView({ org, here, trail, ...reader }: TrailViewProps) {
  const { page, path, names, filtered, chosen, person, people, entry } = trail
  return (
    <>
      <Toolbar>
        <AuditFilters path={here} chosen={chosen} person={person} people={people} />
      </Toolbar>
      {entry && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-2 rounded-lg border border-warning-line bg-warning-soft p-3">
          <p className="text-sm text-warning-text">{messages.entry[page.items[0]?.id === entry ? 'there' : 'gone']}</p>
          <ButtonLink href={here}>{messages.entry.newest}</ButtonLink>
        </div>
      )}
      <Card flush>
        {page.items.length > 0 ? (
          <AuditList org={org} page={page} path={path} names={names} marked={entry} {...reader} />
        ) : filtered ? (
          <EmptyState {...messages.nothing} action={<ButtonLink href={here}>{messages.clearFilters}</ButtonLink>} />
        ) : (
          <EmptyState icon={<History />} {...messages.empty} />
        )}
      </Card>
    </>
  )
}
