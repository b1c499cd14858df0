import type { Metadata } from 'next'
import { EndOtherSessions, SessionTable } from '@/components/accounts/session-table'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { accountPages } from '@/lib/accounts/messages'
import { listSessions, readAccount } from '@/lib/accounts/queries'
import { ownSession, show } from '@/lib/core/tenant'

const words = accountPages.sessions
export const metadata: Metadata = { title: words.title }

export default async function SessionsPage() {
  const sessionId = await ownSession('/account/sessions')
  const [sessions, { timeZone, locale }] = await show(Promise.all([listSessions(sessionId), readAccount(sessionId)]))
  return (
    <>
      <PageHeader
        title={words.title}
        description={words.description}
        actions={sessions.length > 1 && <EndOtherSessions />}
      />
      <Card flush>
        <SessionTable sessions={sessions} timeZone={timeZone} locale={locale} />
      </Card>
    </>
  )
}
