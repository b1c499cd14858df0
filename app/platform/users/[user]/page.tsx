import type { Metadata } from 'next'
import { LogList } from '@/components/platform/log-list'
import { MembershipTable } from '@/components/platform/membership-table'
import { UserActions } from '@/components/platform/user-actions'
import { UserStatus } from '@/components/platform/user-status'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { showNamed } from '@/lib/core/tenant'
import { idOr404, platformSession } from '@/lib/platform/access'
import { messages } from '@/lib/platform/messages'
import { getUser, listLog, listMemberships } from '@/lib/platform/queries'

export const metadata: Metadata = { title: messages.users.title }
const words = messages.users

export default async function UserPage({ params }: PageProps<'/platform/users/[user]'>) {
  const { sessionId, person } = await platformSession()
  const id = idOr404((await params).user)
  const [user, memberships, log] = await showNamed(
    Promise.all([getUser(id), listMemberships(sessionId, id), listLog({ limit: 20, subject: id })]),
  )
  const { locale, timeZone } = person
  return (
    <>
      <PageHeader
        title={user.name}
        description={id === person.id ? `${user.email}. ${words.you}` : user.email}
        status={<UserStatus {...user} />}
        breadcrumbs={<Breadcrumbs items={[{ href: '/platform/users', label: words.title }, { label: user.name }]} />}
        actions={<UserActions user={user} self={id === person.id} />}
      />
      <div className="flex flex-col gap-6">
        <Card title={words.organizations} description={words.organizationsText} flush>
          <MembershipTable rows={memberships} locale={locale} timeZone={timeZone} />
        </Card>
        <Card title={words.log} flush>
          {log.items.length === 0 ? (
            <EmptyState title={messages.log.empty} />
          ) : (
            <LogList entries={log.items} locale={locale} timeZone={timeZone} />
          )}
        </Card>
      </div>
    </>
  )
}
