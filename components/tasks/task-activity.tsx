'use client'

import { useState } from 'react'
import { AuditTrail } from '@/components/audit/audit-trail'
import { queryString, readApi } from '@/components/shell/read-api'
import { Card } from '@/components/ui/card'
import { LoadMore } from '@/components/ui/pagination'
import { toast } from '@/components/ui/toast-queue'
import type { Activity } from '@/lib/tasks/activity'
import { messages } from '@/lib/tasks/messages'

type Props = { org: string; taskId: string; initial: Activity; locale: string; timeZone: string }

/** What happened to a task and its comments, newest first, loaded further on demand. */
export function TaskActivity({ org, taskId, initial, ...reader }: Props) {
  const [older, setOlder] = useState<Activity>({ items: [], names: {}, nextCursor: initial.nextCursor })
  const [pending, setPending] = useState(false)
  const known = new Set(initial.items.map(({ id }) => id))
  const entries = [...initial.items, ...older.items.filter(({ id }) => !known.has(id))].map((entry) => ({
    ...entry,
    actor: { ...entry.actor, name: entry.actor.name || messages.somebody },
    address: null,
    requestId: null,
  }))

  async function more() {
    setPending(true)
    try {
      const path = `tasks/${taskId}/activity${queryString({ cursor: older.nextCursor, limit: 20 })}`
      const page = await readApi<Activity>(org, path)
      setOlder((now) => ({
        items: [...now.items, ...page.items],
        names: { ...now.names, ...page.names },
        nextCursor: page.nextCursor,
      }))
    } catch (error) {
      toast({ title: error instanceof Error ? error.message : String(error), tone: 'danger' })
    } finally {
      setPending(false)
    }
  }
  return (
    <Card title={messages.page.activity} flush className="mt-6">
      <AuditTrail entries={entries} names={{ ...initial.names, ...older.names }} {...reader} />
      <LoadMore
        shown={entries.length}
        hasMore={older.nextCursor !== null}
        pending={pending}
        onMore={() => void more()}
      />
    </Card>
  )
}
