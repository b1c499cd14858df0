import { and, eq } from 'drizzle-orm'
import { auditLog } from '@/db/schema/events'
import { projects } from '@/db/schema/projects'
import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import type { Colleague } from '@/lib/members/active'
import type { NoticeKind } from './kinds'
import type { EventFacts, NoticeReason } from './reasons'

/** What a rule is asked with, and whom it wants to be told. */
export type Ask = {
  tx: Tx
  ctx: Context
  event: EventFacts
  people: Colleague[]
  /** Who watches the thread, or the project around it. */
  watching: string[]
}
export type Wanted = {
  ids: (string | null | undefined)[]
  reason: NoticeReason
  kind: NoticeKind
  /** Where the notice says something else than the event's own type. */
  as?: string
  /** For an event about many tasks: one that stands for the reader's, and how many they are. */
  taskId?: string
  count?: number
}
export type Rules = Record<string, (ask: Ask) => Promise<Wanted[]>>

export const idsWhere = (people: Colleague[], test: (person: Colleague) => boolean | undefined) =>
  people.filter(test).map((person) => person.id)
export const isAdmin = (person: Colleague) => person.owner || person.roleKeys.includes('admin')

/** The project that an event happened in. */
export async function projectOf({ tx, ctx, event }: Ask) {
  if (!event.projectId) return undefined
  const [project] = await tx
    .select()
    .from(projects)
    .where(and(eq(projects.organizationId, ctx.organization.id), eq(projects.id, event.projectId)))
  return project
}

/** What the trail says of an event: its row has the event's id. */
export async function trailOf({ tx, ctx, event }: Pick<Ask, 'tx' | 'ctx' | 'event'>) {
  const [row] = await tx
    .select({ after: auditLog.after, reason: auditLog.reason })
    .from(auditLog)
    .where(and(eq(auditLog.organizationId, ctx.organization.id), eq(auditLog.id, event.eventId)))
  return { after: (row?.after ?? {}) as Record<string, unknown>, reason: row?.reason ?? null }
}
