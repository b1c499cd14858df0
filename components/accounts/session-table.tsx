'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { RelativeTime } from '@/components/ui/relative-time'
import { StatusPill } from '@/components/ui/status-pill'
import { Table } from '@/components/ui/table'
import { toast } from '@/components/ui/toast-queue'
import { endOtherSessions, endSession } from '@/lib/accounts/actions'
import { accountPages } from '@/lib/accounts/messages'
import type { SessionRow } from '@/lib/accounts/queries'

const words = accountPages.sessions

/** Where one is signed in, and the way out of each place. */
export function SessionTable({
  sessions,
  timeZone,
  locale,
}: {
  sessions: SessionRow[]
  timeZone: string
  locale: string
}) {
  return (
    <Table
      caption={words.description}
      rows={sessions}
      rowKey={(row) => row.id}
      columns={[
        {
          id: 'device',
          header: words.device,
          cell: (row) => (
            <span className="flex flex-wrap items-center gap-2">
              {row.device}
              {row.current && (
                <StatusPill shape="done" tone="success">
                  {words.here}
                </StatusPill>
              )}
            </span>
          ),
        },
        { id: 'place', header: words.place, cell: (row) => row.address ?? '–' },
        {
          id: 'used',
          header: words.lastUsed,
          cell: (row) => <RelativeTime value={row.lastUsedAt} timeZone={timeZone} locale={locale} />,
        },
        {
          id: 'since',
          header: words.since,
          cell: (row) => <RelativeTime value={row.createdAt} timeZone={timeZone} locale={locale} />,
        },
        {
          id: 'actions',
          header: words.actions,
          hideHeader: true,
          align: 'end',
          cell: (row) => !row.current && <EndSession session={row} />,
        },
      ]}
    />
  )
}

function EndSession({ session }: { session: SessionRow }) {
  const router = useRouter()
  return (
    <ConfirmDialog
      title={words.endTitle(session.device)}
      description={words.endText}
      confirmLabel={words.end}
      danger
      trigger={
        <Button size="sm" aria-label={words.endLabel(session.device)}>
          {words.end}
        </Button>
      }
      onConfirm={async () => {
        const answer = await endSession({ session: session.id })
        if (!answer.ok && answer.error.code !== 'NOT_FOUND') return answer.error.message
        toast({ title: words.ended, tone: 'success' })
        router.refresh()
      }}
    />
  )
}

/** Signs out everywhere else at once. */
export function EndOtherSessions() {
  const router = useRouter()
  return (
    <ConfirmDialog
      title={words.endOthersTitle}
      description={words.endOthersText}
      confirmLabel={words.endOthers}
      danger
      trigger={<Button>{words.endOthers}</Button>}
      onConfirm={async () => {
        const answer = await endOtherSessions({})
        if (!answer.ok) return answer.error.message
        toast({ title: words.othersEnded, tone: 'success' })
        router.refresh()
      }}
    />
  )
}
