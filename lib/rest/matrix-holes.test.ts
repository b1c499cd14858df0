import { sql as text } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { secretsFrom } from './matrix-client'
import { disagreements } from './matrix-lists'
import { oracleOf } from './matrix-oracle'
import { raiseStage, type Stage } from './matrix-stage'

const holes = vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
  return { tasks: false, tickets: false, projects: false, comments: false }
})

vi.mock('@/lib/tasks/scope', async (load) => {
  const real = await load<typeof import('@/lib/tasks/scope')>()
  const { taskScope } = real
  const open = (...given: Parameters<typeof taskScope>) => (holes.tasks ? text`true` : taskScope(...given))
  return { ...real, taskScope: Object.assign(open, { ways: taskScope.ways }) }
})
vi.mock('@/lib/tickets/scope', async (load) => {
  const { ticketScope } = await load<typeof import('@/lib/tickets/scope')>()
  const open = (...given: Parameters<typeof ticketScope>) => (holes.tickets ? text`true` : ticketScope(...given))
  return { ticketScope: Object.assign(open, { ways: ticketScope.ways }) }
})
vi.mock('@/lib/projects/scope', async (load) => {
  const real = await load<typeof import('@/lib/projects/scope')>()
  const open = (...given: Parameters<typeof real.projectScope>) =>
    holes.projects ? text`true` : real.projectScope(...given)
  return { ...real, projectScope: Object.assign(open, { ways: real.projectScope.ways }) }
})
vi.mock('@/lib/comments/scope', async (load) => {
  const real = await load<typeof import('@/lib/comments/scope')>()
  const open: typeof real.readableComments = (ctx) => (holes.comments ? text`true` : real.readableComments(ctx))
  return { ...real, readableComments: open }
})

let stage: Stage
beforeAll(async () => {
  stage = await raiseStage()
})
afterEach(async () => {
  Object.assign(holes, { tasks: false, tickets: false, projects: false, comments: false })
  await stage.restore()
})
afterAll(() => stage.close())

/** What the matrix finds wrong among the operations of some nouns, for a few people. */
async function wrongIn(nouns: string[], actors: string[]): Promise<string[]> {
  const { failures } = await stage.run({
    actors,
    // Reads are enough to show a hole, and leave nothing to take back.
    operations: ({ name, method }) => method === 'GET' && nouns.includes(name.split('.')[0] ?? ''),
  })
  return failures.map(({ cell }) => cell)
}

const people = ['client', 'developer', 'project_manager']

describe('the matrix', () => {
  test('finds nothing where there is no hole', { timeout: 90_000 }, async () => {
    expect(await wrongIn(['tasks', 'tickets', 'projects', 'comments', 'members'], people)).toEqual([])
  })

  test('turns red when the predicate of a noun lets everything through', async () => {
    holes.tasks = true
    expect((await wrongIn(['tasks'], people)).length).toBeGreaterThan(10)
    holes.tasks = false
    holes.tickets = true
    expect((await wrongIn(['tickets'], people)).length).toBeGreaterThan(10)
    holes.tickets = false
    holes.projects = true
    expect((await wrongIn(['projects'], people)).length).toBeGreaterThan(10)
  })

  test('turns red when team-only comments are shown to everybody, and names the words that got out', async () => {
    holes.comments = true
    expect((await wrongIn(['comments'], ['client'])).length).toBeGreaterThan(2)
    const secrets = secretsFrom(oracleOf(stage.world.facts), stage.world.actors.client?.id ?? '')
    const told = new Set<string>()
    await stage.run(
      { actors: ['client'], operations: ({ name }) => name === 'comments.list' },
      (_, { text: answer }) => {
        for (const secret of secrets) if (answer.includes(secret)) told.add(secret)
      },
    )
    expect([...told].join()).toContain('Said inside')
  })

  test('turns red when a role lost a permission, or has one that nobody gave it', async () => {
    const { sql } = stage
    const here = stage.world.facts.id
    await sql`update roles set permissions = permissions #- '{tasks,tasks,view}' where key = 'developer' and organization_id = ${here}`
    expect((await wrongIn(['tasks'], people)).every((cell) => cell.startsWith('developer: '))).toBe(true)
    expect((await wrongIn(['tasks'], people)).length).toBeGreaterThan(5)
    await stage.restore()
    await sql`update roles set permissions = permissions || '{"organization": {"members": {"view": true}}}' where key = 'client' and organization_id = ${here}`
    const wrong = await wrongIn(['members'], people)
    expect(wrong).toContainEqual(expect.stringMatching(/^client: members\.list/))
    expect(wrong.every((cell) => cell.startsWith('client: members.'))).toBe(true)
  })

  test('turns red when people share a team that was dissolved, or a project that was unshared', async () => {
    const here = stage.world.facts.id
    await stage.sql`update teams set deleted_at = null where organization_id = ${here}`
    expect((await wrongIn(['tasks'], ['project_manager'])).length).toBeGreaterThan(0)
    await stage.restore()
    await stage.sql`delete from project_shares where organization_id = ${here}`
    expect((await wrongIn(['projects'], ['client'])).length).toBeGreaterThan(0)
  })

  test('sees a list that shows one record more or less than the details', async () => {
    const { facts, actors } = stage.world
    const [developer, token] = [actors.developer?.id ?? '', stage.tokens.get('developer')]
    const asked = () => disagreements(oracleOf(facts), developer, token, false)
    expect(await asked()).toEqual([])
    holes.tasks = true
    expect((await asked()).join()).toContain('/tasks shows')
  })
})
