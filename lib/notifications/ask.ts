import { and, eq } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import type { Colleague } from '@/lib/members/active'
import type { EventFacts, NoticeReason } from './reasons'

/** What a rule is asked with, and whom it wants to be told. */
export type Ask = { tx: Tx; ctx: Context; event: EventFacts; people: Colleague[] }
export type Wanted = { ids: (string | null | undefined)[]; reason: NoticeReason; mail: boolean }
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
