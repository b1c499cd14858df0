import postgres from 'postgres'
import { afterAll, beforeAll } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { systemContext } from '@/lib/core/system'
import { closePool } from '@/lib/core/transaction'
import { buildWorld, type RoleKey, type World } from '@/lib/rest/world'
import { deliverNotifications } from './commands/deliver'
import { listNotifications } from './queries'
import type { EventFacts } from './reasons'

/** A world whose events are delivered by hand, in the order in which they happened. */
export function noticeWorld() {
  let database: TestDatabase
  let sql: postgres.Sql
  let world: World
  const delivered = new Set<string>()
  beforeAll(async () => {
    database = await testDatabase()
    sql = postgres(database.superuserUrl, {
      max: 2,
      onnotice: () => {},
      // Triggers sleep here, so that a test can turn the clock.
      connection: { session_replication_role: 'replica' },
    })
    world = await buildWorld()
    for (const { eventId } of await events()) delivered.add(eventId)
  })
  afterAll(async () => {
    await closePool()
    await sql.end()
    await database.drop()
  })

  const as = (key: RoleKey) => world.people[key].ctx
  const system = () => systemContext(as('owner').organization.id, 'test')
  const events = () => sql<EventFacts[]>`select id as "eventId", organization_id as "organizationId", type,
    subject_type as "subjectType", subject_id as "subjectId", project_id as "projectId", task_id as "taskId",
    ticket_id as "ticketId", actor_member_id as "actorMemberId", payload
    from outbox where type not like 'notification.%' order by occurred_at, id`

  return {
    get world() {
      return world
    },
    get sql() {
      return sql
    },
    as,
    system,
    member: (key: RoleKey) => world.people[key].memberId,
    /** What happened since the last time, not yet delivered. */
    pending: async () => (await events()).filter(({ eventId }) => !delivered.has(eventId)),
    /** Delivers what happened since the last time. @returns the mails that go out, each with its event */
    async deliver() {
      const mails: { event: EventFacts; memberId: string; kind: string; type: string }[] = []
      for (const event of (await events()).filter(({ eventId }) => !delivered.has(eventId))) {
        delivered.add(event.eventId)
        const { mail } = await deliverNotifications(await system(), event)
        mails.push(...mail.map((order) => ({ ...order, event })))
      }
      return mails
    },
    /** The unread notices of somebody, newest first, as they read them. */
    unread: async (key: RoleKey) => (await listNotifications(as(key), { unread: true, limit: 100 })).items,
    /** Turns the clock of every notice and mail. */
    async later(minutes: number) {
      await sql`update notifications set created_at = created_at - make_interval(mins => ${minutes})`
      await sql`update inbox set created_at = created_at - make_interval(mins => ${minutes})`
    },
    /** Starts a test from nothing unread, nothing chosen and no burst running. */
    async forget() {
      await this.deliver()
      await sql`delete from notifications`
      await sql`delete from notice_switches`
      await sql`delete from subscriptions`
      await this.later(60)
    },
  }
}
