'use client'

import { useState } from 'react'
import { queryString, readApi } from '@/components/shell/read-api'
import { LoadMore } from '@/components/ui/pagination'
import { toast } from '@/components/ui/toast-queue'
import type { AuditEntry } from '@/lib/audit/queries'
import type { Page } from '@/lib/core/page'
import { AuditTrail, type AuditTrailProps } from './audit-trail'

type Props = Omit<AuditTrailProps, 'entries' | 'subject'> & {
  org: string
  /** which record the trail is of; `projectId` alone for all that happened in a project */
  about: { subjectType?: string; subjectId?: string; projectId?: string }
  initial: Page<AuditEntry>
}

/** The trail of one record, loaded further on demand. New entries of the server come on top of what was loaded. */
export function RecordHistory({ org, about, initial, ...reader }: Props) {
  const [older, setOlder] = useState<Page<AuditEntry>>({ items: [], nextCursor: initial.nextCursor })
  const [pending, setPending] = useState(false)
  const known = new Set(initial.items.map(({ id }) => id))
  const entries = [...initial.items, ...older.items.filter(({ id }) => !known.has(id))]

  async function more() {
    setPending(true)
    try {
      const page = await readApi<Page<AuditEntry>>(
        org,
        `audit${queryString({ ...about, cursor: older.nextCursor, limit: 20 })}`,
      )
      setOlder((now) => ({ items: [...now.items, ...page.items], nextCursor: page.nextCursor }))
    } catch (error) {
      toast({ title: error instanceof Error ? error.message : String(error), tone: 'danger' })
    } finally {
      setPending(false)
    }
  }
  return (
    <>
      <AuditTrail entries={entries} {...reader} />
      <LoadMore
        shown={entries.length}
        hasMore={older.nextCursor !== null}
        pending={pending}
        onMore={() => void more()}
      />
    </>
  )
}
