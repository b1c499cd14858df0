import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { createComment } from '@/lib/comments/commands/create-comment'
import { systemContext } from '@/lib/core/system'
import { closePool } from '@/lib/core/transaction'
import { deliverNotifications } from '@/lib/notifications/commands/deliver'
import type { EventFacts } from '@/lib/notifications/reasons'
import { buildWorld, type RoleKey, type World } from '@/lib/rest/world'
import { openTicket } from './commands/open-ticket'
import { updateTicket } from './commands/update-ticket'
import { getTicket } from './queries'
import type { TicketStatus } from './schema'

/** A desk for tests: before each one the client opens an urgent ticket on the active project. */
export function ticketDesk() {
  let database: TestDatabase
  let sql: postgres.Sql
  let world: World
  let ticket: string
  beforeAll(async () => {
    database = await testDatabase()
    // Triggers sleep here, so that a test can turn the clock.
    const connection = { session_replication_role: 'replica' }
    sql = postgres(database.superuserUrl, { max: 2, onnotice: () => {}, connection })
    world = await buildWorld()
  })
  afterAll(async () => {
    await closePool()
    await sql.end()
    await database.drop()
  })
  beforeEach(async () => {
    ticket = (await openTicket(as('client'), { project: 'DURA', title: 'It broke', priority: 'URGENT' })).id
  })

  const as = (key: RoleKey) => world.people[key].ctx
  const organizationId = () => as('owner').organization.id
  const seen = (key: RoleKey = 'support') => getTicket(as(key), { ticket })

  /** The newest event of a type, as a job gets it. */
  async function event(type: string): Promise<EventFacts> {
    const [row] = await sql<EventFacts[]>`select id as "eventId", organization_id as "organizationId", type,
      subject_type as "subjectType", subject_id as "subjectId", project_id as "projectId", task_id as "taskId",
      ticket_id as "ticketId", actor_member_id as "actorMemberId", payload
      from outbox where type = ${type} order by id desc limit 1`
    if (!row) throw new Error(`Nothing of ${type}`)
    return row
  }

  return {
    get id() {
      return ticket
    },
    get world() {
      return world
    },
    get sql() {
      return sql
    },
    as,
    organizationId,
    seen,
    event,
    system: () => systemContext(organizationId(), 'test'),
    member: (key: RoleKey) => world.people[key].memberId,
    move: async (key: RoleKey, status: TicketStatus) =>
      updateTicket(as(key), { ticket, version: (await seen(key)).version, status }),
    say: (key: RoleKey, body: string, shared = false) => createComment(as(key), { ticket, body, shared }),
    /** How many events of a type this ticket has. */
    count: async (type: string) =>
      (await sql`select 1 from outbox where type = ${type} and ticket_id = ${ticket}`).length,
    /** Who gets a notice of the newest event of a type, by role. */
    async told(type: string): Promise<string[]> {
      const { memberIds } = await deliverNotifications(await systemContext(organizationId(), 'test'), await event(type))
      return Object.entries(world.people)
        .filter(([, person]) => memberIds.includes(person.memberId))
        .map(([key]) => key)
        .sort()
    },
  }
}

/** What a refused command throws. */
export const refusal = (code: string, more: object = {}) => ({ problem: { code, ...more } })
