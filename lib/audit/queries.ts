import { and, desc, eq, getTableColumns, inArray, lte, notInArray, type SQL, sql } from 'drizzle-orm'
import { auditLog } from '@/db/schema/events'
import { deviceName } from '@/lib/accounts/device-name'
import type { Context } from '@/lib/core/context'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import { type AuditKind, eventsIn, kindOf } from './policy'
import { listAuditInput } from './schema'

const midnight = (day: string, zone: string) => sql`(${day}::date)::timestamp at time zone ${zone}`

/**
 * The entries of a kind. Without another filter the newest of each of its events are found first, so that what is rare
 * needs no walk through a million of others.
 */
function ofKind(ctx: Context, kind: AuditKind, newest: { before: unknown; count: number } | null): SQL {
  const { events, but } = eventsIn(kind)
  if (but) return notInArray(auditLog.event, [...events])
  if (!newest) return inArray(auditLog.event, [...events])
  const names = sql.join(
    events.map((event) => sql`(${event})`),
    sql`, `,
  )
  const before = newest.before ? sql`and a.id < ${newest.before}::uuid` : sql``
  return sql`${auditLog.id} in (select one.id from (values ${names}) as kinds(event) cross join lateral (
    select a.id from audit_log a where a.organization_id = ${ctx.organization.id} and a.event = kinds.event ${before}
    order by a.id desc limit ${newest.count}) one)`
}

const uuids = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const ofProject = 'join projects p on p.organization_id = r.organization_id and p.id = r.project_id'
/** What records are called now, by the tables that an entry can speak of. */
const labels: [table: string, label: string, more?: string][] = [
  ['members', 'r.name'],
  ['roles', 'r.name'],
  ['teams', 'r.name'],
  ['clients', 'r.name'],
  ['contacts', 'r.name'],
  ['leads', 'r.company'],
  ['invitations', 'r.email'],
  ['projects', "r.key || ' ' || r.title"],
  ['milestones', 'r.title'],
  ['tickets', "'SUP-' || r.number || ' ' || r.title"],
  ['tasks', "p.key || '-' || r.number || ' ' || r.title", ofProject],
  ['payments', "p.key || ' ' || p.title", ofProject],
]
const called = sql.raw(
  labels
    .map(
      ([table, label, more = '']) => `select r.id, ${label} as label from named
        join ${table} r on r.organization_id = audit_log.organization_id and r.id = named.id ${more}`,
    )
    .join(' union all '),
)
/** What an entry speaks of by id, in words: its subject, and the ids before and after. Asked row by row, of one page. */
const namesOf = sql<Record<string, string>>`(
  with named as materialized (select distinct found[1]::uuid as id from regexp_matches(
    concat(audit_log.subject_id, ' ', audit_log.before, ' ', audit_log.after), ${`(${uuids})`}, 'g') as found limit 50)
  select coalesce(jsonb_object_agg(called.id, called.label), '{}') from (${called}) as called)`

/** A login's entry keeps what the browser calls itself; people know it by another name. */
function namesOfDevice(after: unknown): Record<string, string> {
  const { device } = (after ?? {}) as { device?: unknown }
  return typeof device === 'string' ? { [device]: deviceName(device) } : {}
}

/** Who did what, newest first. @returns `{ items: [{ at, event, actor, subject, before, after, … }], nextCursor }` */
export const listAudit = defineQuery({
  name: 'audit.list',
  permission: 'organization.audit.view',
  input: listAuditInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 1)
    const zone = ctx.organization.timeZone
    const { kind, limit, cursor, ...others } = input
    const alone = kind && Object.values(others).every((value) => value === undefined)
    const newest = alone ? { before: after?.[0], count: limit + 1 } : null
    const rows = await tx
      .select({ ...getTableColumns(auditLog), names: namesOf })
      .from(auditLog)
      .where(
        and(
          eq(auditLog.organizationId, ctx.organization.id),
          input.subjectType ? eq(auditLog.subjectType, input.subjectType) : undefined,
          input.subjectId ? eq(auditLog.subjectId, input.subjectId) : undefined,
          input.projectId ? eq(auditLog.projectId, input.projectId) : undefined,
          input.actorId ? eq(auditLog.actorMemberId, input.actorId) : undefined,
          input.event ? eq(auditLog.event, input.event) : undefined,
          input.kind ? ofKind(ctx, input.kind, newest) : undefined,
          input.from ? sql`${auditLog.at} >= ${midnight(input.from, zone)}` : undefined,
          input.to ? sql`${auditLog.at} < ${midnight(input.to, zone)} + interval '1 day'` : undefined,
          input.upTo ? lte(auditLog.id, input.upTo) : undefined,
          input.since ? sql`${auditLog.at} > ${input.since}::timestamptz` : undefined,
          after ? sql`${auditLog.id} < ${after[0]}::uuid` : undefined,
        ),
      )
      .orderBy(desc(auditLog.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      (row) => [row.id],
      (row) => ({
        id: row.id,
        at: row.at,
        event: row.event,
        kind: kindOf(row.event),
        actor: { kind: row.actorKind as ActorKind, memberId: row.actorMemberId, name: row.actorName },
        subject: { type: row.subjectType, id: row.subjectId, name: row.names[row.subjectId] ?? null },
        projectId: row.projectId,
        before: row.before as Record<string, unknown> | null,
        after: row.after as Record<string, unknown> | null,
        names: { ...row.names, ...namesOfDevice(row.after) },
        reason: row.reason,
        address: row.address,
        requestId: row.requestId,
      }),
    )
  },
})
export type ActorKind = 'session' | 'token' | 'job' | 'system' | 'grant' | 'platform'
export type AuditEntry = Awaited<ReturnType<typeof listAudit>>['items'][number]
