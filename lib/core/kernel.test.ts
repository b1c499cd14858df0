import { eq, sql as query } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clients } from '@/db/schema/clients'
import { tasks } from '@/db/schema/tasks'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { createClient } from '@/lib/clients/commands/create-client'
import { buildWorld, type World } from '@/lib/rest/world'
import { updateTask } from '@/lib/tasks/commands/update-task'
import { askAccess, closePool, inPlatform, inTenant } from './transaction'

let database: TestDatabase
let sql: postgres.Sql
let here: World
let neighbour: World
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 1, onnotice: () => {} })
  here = await buildWorld('here')
  neighbour = await buildWorld('neighbour')
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})

const idOf = (world: World) => world.people.owner.ctx.organization.id

describe('the wall between organizations', () => {
  test('another organization’s rows cannot be read, written or pointed at', async () => {
    await inTenant(idOf(here), async (tx) => {
      expect(await tx.select().from(tasks).where(eq(tasks.id, neighbour.tasks.assigned.id))).toEqual([])
      const moved = await tx
        .update(tasks)
        .set({ title: 'Mine now' })
        .where(eq(tasks.id, neighbour.tasks.assigned.id))
        .returning()
      expect(moved).toEqual([])
    })
    const foreign = inTenant(idOf(here), (tx) =>
      tx.insert(clients).values({
        organizationId: idOf(neighbour),
        name: 'Planted',
        ownerId: neighbour.people.owner.memberId,
        createdById: neighbour.people.owner.memberId,
      }),
    )
    await expect(foreign).rejects.toMatchObject({ cause: { code: '42501' } })
    const pointing = inTenant(idOf(here), (tx) =>
      tx
        .update(tasks)
        .set({ assigneeId: neighbour.people.developer.memberId })
        .where(eq(tasks.id, here.tasks.assigned.id)),
    )
    await expect(pointing).rejects.toMatchObject({ cause: { code: '23503' } })
  })

  test('outside an organization there are no rows at all', async () => {
    for (const table of ['tasks', 'projects', 'members', 'payments', 'audit_log', 'outbox'])
      expect(await inPlatform((tx) => tx.execute(query.raw(`select 1 from ${table}`)))).toHaveLength(0)
  })

  test('the setting ends with its transaction, also on the same connection', async () => {
    await inTenant(idOf(here), (tx) => tx.select().from(tasks))
    expect(
      await inPlatform((tx) => tx.execute(query`select current_setting('app.organization_id', true) as org`)),
    ).not.toContainEqual({ org: idOf(here) })
  })

  test('a thousand mixed transactions never show a foreign row', async () => {
    const worlds = [here, neighbour]
    await Promise.all(
      Array.from({ length: 1_000 }, (_, n) => {
        const id = idOf(worlds[n % 2] as World)
        return inTenant(id, async (tx) => {
          const rows = await tx.select({ org: tasks.organizationId }).from(tasks)
          expect(new Set(rows.map((row) => row.org))).toEqual(new Set([id]))
          if (n % 37 === 0) throw new Error('on purpose')
        }).catch((error: Error) => expect(error.message).toBe('on purpose'))
      }),
    )
  })
})

describe('nothing happens unheard', () => {
  test('a change, its audit row and its outbox row carry the same transaction', async () => {
    const { id } = await createClient(here.people.salesperson.ctx, { name: 'Heard' })
    const [row] = await sql`select a.actor_name, a.after ->> 'name' as name from audit_log a
      join outbox o on o.id = a.id and o.xact = a.xact where a.subject_id = ${id}`
    expect(row).toEqual({ actor_name: 'Person salesperson', name: 'Heard' })
  })

  test('a failing outbox takes the change with it', async () => {
    await sql`alter table outbox add constraint full_up check (type <> 'client.created') not valid`
    await expect(createClient(here.people.salesperson.ctx, { name: 'Unheard' })).rejects.toThrow()
    await sql`alter table outbox drop constraint full_up`
    expect(await sql`select 1 from clients where name = 'Unheard'`).toHaveLength(0)
    expect(await sql`select 1 from audit_log where after ->> 'name' = 'Unheard'`).toHaveLength(0)
  })

  test('a change without audit and outbox cannot commit, whoever makes it', async () => {
    const silent = inTenant(idOf(here), (tx) => tx.update(clients).set({ name: 'Silent' }))
    await expect(silent).rejects.toMatchObject({ code: 'LB009' })
  })

  test('the trail can be written but neither changed nor emptied by the product', async () => {
    for (const statement of ['update audit_log set event = event', 'delete from audit_log', 'truncate audit_log'])
      await expect(inTenant(idOf(here), (tx) => tx.execute(query.raw(statement)))).rejects.toMatchObject({
        cause: { code: '42501' },
      })
  })
})

describe('one owner', () => {
  test('an organization can have no second owner and cannot lose its only one', async () => {
    const org = idOf(here)
    await expect(
      inTenant(org, (tx) =>
        tx.execute(query`update members set is_owner = true where id = ${here.people.admin.memberId}`),
      ),
    ).rejects.toMatchObject({ cause: { code: '23505' } })
    await expect(
      inTenant(org, (tx) => tx.execute(query`update members set is_owner = false where is_owner`)),
    ).rejects.toThrow()
    await expect(
      inTenant(org, (tx) => tx.execute(query`update members set status = 'left' where is_owner`)),
    ).rejects.toMatchObject({ cause: { code: '23514' } })
    expect(await sql`select count(*)::int as owners from members where organization_id = ${org} and is_owner`).toEqual([
      { owners: 1 },
    ])
  })
})

describe('stale edits', () => {
  test('of two people who save the same version one is told, with what the other made of it', async () => {
    const { project_manager: manager, developer } = here.people
    const task = here.tasks.assigned.id
    const [first, second] = await Promise.allSettled([
      updateTask(manager.ctx, { task, version: 1, title: 'By the manager' }),
      updateTask(developer.ctx, { task, version: 1, title: 'By the developer' }),
    ])
    const lost = [first, second].find((answer) => answer?.status === 'rejected') as PromiseRejectedResult
    expect([first, second].filter((answer) => answer?.status === 'fulfilled')).toHaveLength(1)
    expect(lost.reason).toMatchObject({ status: 409, problem: { code: 'STALE' } })
  })
})

describe('access', () => {
  test('a role taken away stops working on the next request', async () => {
    const { developer } = here.people
    const [session] =
      await sql`select s.id from sessions s join users u on u.id = s.user_id where u.email = ${developer.email}`
    expect((await askAccess(session?.id, 'here'))?.access?.roles).toHaveLength(1)
    await sql`set session_replication_role = replica`
    await sql`delete from member_roles where member_id = ${developer.memberId}`
    await sql`set session_replication_role = default`
    expect((await askAccess(session?.id, 'here'))?.access?.roles).toEqual([])
  })

  test.each([
    [
      'a member who was suspended',
      (world: World) => sql`update members set status = 'suspended' where id = ${world.people.support.memberId}`,
    ],
    [
      'an organization that was suspended',
      (world: World) =>
        sql`update organizations set suspended_at = now(), suspended_reason = 'Unpaid' where id = ${idOf(world)}`,
    ],
  ])('%s has no access any more', async (_, suspend) => {
    const world = await buildWorld(`gone-${Math.random().toString(36).slice(2, 8)}`)
    const [session] =
      await sql`select s.id from sessions s join users u on u.id = s.user_id where u.email = ${world.people.support.email}`
    expect((await askAccess(session?.id, world.slug))?.access).not.toBeNull()
    await sql`set session_replication_role = replica`
    await suspend(world)
    await sql`set session_replication_role = default`
    expect((await askAccess(session?.id, world.slug))?.access).toBeNull()
  })
})
