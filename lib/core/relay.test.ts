import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { createClient } from '@/lib/clients/commands/create-client'
import { channelsOf } from '@/lib/jobs/relay'
import { buildWorld, type World } from '@/lib/rest/world'
import { createTask } from '@/lib/tasks/commands/create-task'
import { type Destinations, type NumberedMessage, type OutgoingEvent, type Relay, startRelay } from './relay'
import { closePool } from './transaction'

let database: TestDatabase
let sql: postgres.Sql
let world: World
const relays: Relay[] = []

beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 1, onnotice: () => {} })
  world = await buildWorld()
})
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.stop()))
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})

type Heard = { live: NumberedMessage[]; jobs: OutgoingEvent[]; lost: string[]; problems: string[] }

/** A relay whose destinations write down what they are given. */
function listen(more: Partial<Destinations> = {}): Heard {
  const heard: Heard = { live: [], jobs: [], lost: [], problems: [] }
  relays.push(
    startRelay(database.relayUrl, {
      channels: channelsOf,
      live: async (messages) => void heard.live.push(...messages),
      disconnect: async (ids) => void heard.lost.push(...ids),
      jobs: async (events) => void heard.jobs.push(...events),
      log: (message, error) => void heard.problems.push(`${message}: ${error}`),
      ...more,
    }),
  )
  return heard
}

async function until(holds: () => unknown | Promise<unknown>, patience = 10_000) {
  for (const deadline = Date.now() + patience; !(await holds()); await pause(10))
    if (Date.now() > deadline) throw new Error('it never happened')
}
const waiting = async () => (await sql`select count(*)::int as n from outbox where state = 'pending'`)[0]?.n

describe('the relay', () => {
  test('numbers the messages of each channel without a gap, also many at once', async () => {
    const manager = world.people.project_manager.ctx
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        createTask(manager, {
          project: n % 2 ? world.projects.active.id : world.projects.waiting.id,
          title: `Task ${n}`,
        }),
      ),
    )
    const heard = listen()
    await until(async () => (await waiting()) === 0)
    expect(heard.problems).toEqual([])
    const channels = new Map<string, NumberedMessage[]>()
    for (const message of heard.live) channels.set(message.channel, [...(channels.get(message.channel) ?? []), message])
    expect(channels.size).toBeGreaterThan(2)
    for (const messages of channels.values())
      expect(messages.map((message) => message.seq)).toEqual(messages.map((_, index) => index + 1))
    expect(JSON.stringify(heard.live)).not.toContain('Task 1')
  })

  test('hears of a commit at once', async () => {
    const heard = listen()
    await until(async () => (await waiting()) === 0)
    const began = Date.now()
    const { id } = await createClient(world.people.salesperson.ctx, { name: 'Quick' })
    await until(() => heard.jobs.some((event) => event.subjectId === id))
    expect(Date.now() - began).toBeLessThan(1_500)
  })

  test('shares the work with another relay: each event leaves once', async () => {
    const both = [listen(), listen()]
    const made = await Promise.all(
      Array.from({ length: 60 }, (_, n) => createClient(world.people.salesperson.ctx, { name: `Shared ${n}` })),
    )
    await until(async () => (await waiting()) === 0)
    const left = both
      .flatMap((heard) => heard.jobs.map((event) => event.subjectId))
      .filter((id) => made.some((client) => client.id === id))
    expect(left.sort()).toEqual(made.map((client) => client.id).sort())
  })

  test('keeps events that the jobs do not take, and brings them later', async () => {
    let open = false
    const heard = listen({
      jobs: async (events) => {
        if (!open) throw new Error('closed')
        heard.jobs.push(...events)
      },
    })
    const { id } = await createClient(world.people.salesperson.ctx, { name: 'Patient' })
    await until(() => heard.problems.length > 0)
    expect(await waiting()).toBeGreaterThan(0)
    open = true
    await until(() => heard.jobs.some((event) => event.subjectId === id), 20_000)
  })

  test('delivers to the jobs although the live service is away', async () => {
    const heard = listen({
      live: async () => {
        throw new Error('no socket')
      },
    })
    const task = await createTask(world.people.project_manager.ctx, {
      project: world.projects.active.id,
      title: 'Unseen',
    })
    await until(() => heard.jobs.some((event) => event.subjectId === task.id))
    await until(() => heard.problems.join().includes('Live messages were lost'))
  })

  test('ends the connections of those who lost access', async () => {
    const heard = listen()
    const { setProjectStaff } = await import('@/lib/projects/commands/set-staff')
    await setProjectStaff(world.people.owner.ctx, { project: world.projects.active.id, memberIds: [] })
    const { actor } = world.people.developer.ctx
    await until(() => heard.lost.includes(actor.kind === 'system' ? '' : actor.userId))
  })
})
