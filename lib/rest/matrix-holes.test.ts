import { sql as text } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { secretsFrom } from './matrix-client'
import { disagreements } from './matrix-lists'
import { oracleOf } from './matrix-oracle'
import { raiseStage, type Stage } from './matrix-stage'

const holes = vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
  const closed = { tasks: false, tickets: false, projects: false, comments: false }
  return { ...closed, money: false, field: false, colleague: '', stranger: '', silent: false, asAnother: '' }
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

vi.mock('@/lib/projects/show', async (load) => {
  const { showProject } = await load<typeof import('@/lib/projects/show')>()
  type Show = typeof showProject
  const open: Show = (ctx, row) => {
    const shown = showProject(ctx, holes.money ? { ...row, seesBudget: true } : row)
    if (holes.field) return { ...shown, handoverNote: 'What the team said' } as ReturnType<Show>
    return holes.stranger ? { ...shown, client: { ...shown.client, id: holes.stranger } } : shown
  }
  return { showProject: open }
})
vi.mock('@/lib/tickets/show', async (load) => {
  const { showTicket } = await load<typeof import('@/lib/tickets/show')>()
  const open: typeof showTicket = (...given) => {
    const shown = showTicket(...given)
    return holes.colleague ? { ...shown, escalationLevel: 2, requester: { name: holes.colleague, me: false } } : shown
  }
  return { showTicket: open }
})
vi.mock('@/lib/core/outbox', async (load) => {
  const { record } = await load<typeof import('@/lib/core/outbox')>()
  const open: typeof record = async (tx, ctx, events) => {
    if (holes.silent) return
    await record(tx, holes.asAnother ? { ...ctx, actor: { ...ctx.actor, memberId: holes.asAnother } } : ctx, events)
  }
  return { record: open }
})

let stage: Stage
beforeAll(async () => {
  stage = await raiseStage()
})
afterEach(async () => {
  Object.assign(holes, { tasks: false, tickets: false, projects: false, comments: false, money: false, field: false })
  Object.assign(holes, { colleague: '', stranger: '', silent: false, asAnother: '' })
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
  test('finds nothing where there is no hole', { timeout: 180_000 }, async () => {
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

  test('turns red when an answer says what this reader may not read, though its status is right', async () => {
    const said = async (noun: string, actors: string[]) => {
      const { failures } = await stage.run({
        actors,
        operations: ({ name, method }) => method === 'GET' && name.startsWith(`${noun}.`),
      })
      return [...new Set(failures.map(({ cell, answered }) => `${cell.split(':')[0]}: ${answered}`))]
    }
    const { actors, facts } = stage.world
    holes.money = true
    expect(await said('projects', people)).toContainEqual('developer: budget is not theirs to get')
    holes.money = false
    holes.field = true
    expect(await said('projects', ['owner'])).toContainEqual('owner: handoverNote is not declared')
    holes.field = false
    holes.stranger = facts.clients.find(({ deleted }) => deleted)?.id ?? ''
    expect(await said('projects', ['owner'])).toEqual([`owner: speaks of the client ${holes.stranger}`])
    holes.stranger = stage.neighbour.facts.clients[0]?.id ?? ''
    expect(await said('projects', ['owner'])).toEqual([`owner: speaks of ${holes.stranger} of another organization`])
    holes.stranger = ''
    const [, mark] = /(zz.*)/.exec(actors.developer?.name ?? '') ?? []
    holes.colleague = actors.developer?.name ?? ''
    expect(await said('tickets', ['client', 'developer'])).toEqual([
      'client: escalationLevel is not theirs to get',
      `client: speaks of the member ${mark}`,
    ])
  })

  test('turns red when a write leaves no entry in the trail, or one by somebody else', async () => {
    const written = async () => {
      const { failures } = await stage.run({
        actors: ['developer'],
        operations: ({ name }) => name === 'views.create',
        targets: (target) => target === 'own by members',
      })
      return failures.map(({ cell, answered }) => `${cell.split(' ')[0]} ${answered.split(' in ')[0]}`)
    }
    expect(await written()).toEqual([])
    holes.silent = true
    expect(await written()).toEqual(['developer: none'])
    holes.silent = false
    holes.asAnother = stage.world.actors.owner?.id ?? ''
    expect(await written()).toEqual([`developer: view.created by ${holes.asAnother}`])
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
