import type { Metadata } from 'next'
import { UserTable } from '@/components/platform/user-table'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { LoadMore } from '@/components/ui/pagination'
import { show } from '@/lib/core/tenant'
import { platformSession } from '@/lib/platform/access'
import { messages } from '@/lib/platform/messages'
import { listUsers } from '@/lib/platform/queries'
import { listUsersInput } from '@/lib/platform/schema'

export const metadata: Metadata = { title: messages.admins.title }
const words = messages.admins

export default async function AdminsPage({ searchParams }: PageProps<'/platform/admins'>) {
  const { person } = await platformSession()
  const { cursor } = listUsersInput.catch({ limit: 50 }).parse({ ...(await searchParams) })
  const { items, nextCursor } = await show(listUsers({ limit: 50, status: 'admin', cursor }))
  return (
    <>
      <PageHeader
        title={words.title}
        description={words.description}
        actions={<ButtonLink href="/platform/users">{words.find}</ButtonLink>}
      />
      <Card flush>
        <UserTable caption={words.title} rows={items} locale={person.locale} timeZone={person.timeZone} />
        <LoadMore shown={items.length} hasMore={nextCursor !== null} href={`/platform/admins?cursor=${nextCursor}`} />
      </Card>
      <p className="mt-3 text-sm text-ink-muted">{words.appoint}</p>
    </>
  )
}
