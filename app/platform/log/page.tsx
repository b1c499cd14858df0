import type { Metadata } from 'next'
import { LogFilters } from '@/components/platform/log-filters'
import { LogList } from '@/components/platform/log-list'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { LoadMore } from '@/components/ui/pagination'
import { Toolbar } from '@/components/ui/toolbar'
import { show } from '@/lib/core/tenant'
import { platformSession } from '@/lib/platform/access'
import { messages } from '@/lib/platform/messages'
import { listLog } from '@/lib/platform/queries'
import { listLogInput } from '@/lib/platform/schema'

export const metadata: Metadata = { title: messages.log.title }
const words = messages.log

/** An empty field of a form is no filter. */
const filled = (given: Record<string, string | string[] | undefined>) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))

export default async function LogPage({ searchParams }: PageProps<'/platform/log'>) {
  const { person } = await platformSession()
  const asked = listLogInput.catch({ limit: 50 }).parse(filled(await searchParams))
  const { items, nextCursor } = await show(listLog(asked))
  const { cursor: _, limit: __, ...chosen } = asked
  const set = Object.entries(chosen).filter((entry): entry is [string, string] => !!entry[1])
  const more = new URLSearchParams([...set, ['cursor', nextCursor ?? '']])

  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      <Toolbar>
        <LogFilters chosen={chosen} />
        {set.length > 0 && (
          <ButtonLink variant="ghost" href="/platform/log" scroll={false}>
            {words.clear}
          </ButtonLink>
        )}
      </Toolbar>
      <Card flush>
        {items.length === 0 ? (
          <EmptyState title={set.length > 0 ? words.nothing : words.empty} description={words.emptyText} />
        ) : (
          <LogList entries={items} locale={person.locale} timeZone={person.timeZone} />
        )}
        <LoadMore shown={items.length} hasMore={nextCursor !== null} href={`/platform/log?${more}`} />
      </Card>
    </>
  )
}
