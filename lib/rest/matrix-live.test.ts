import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { contextFrom } from '@/lib/core/context'
import { askMember } from '@/lib/core/transaction'
import { mayHear } from '@/lib/notifications/authorize'
import { memberChannel, projectChannel, readChannel, sharedChannel, taskChannel } from '@/lib/notifications/channels'
import type { Facts } from './matrix-facts'
import { type Oracle, oracleOf } from './matrix-oracle'
import { raiseStage, type Stage } from './matrix-stage'
import { actorKeys } from './matrix-world'

vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
})

let stage: Stage
beforeAll(async () => {
  stage = await raiseStage()
})
afterAll(() => stage.close())

const nobody = '01991111-2222-7333-8444-555566667777'

/** Every channel that could exist for an organization's records. */
const channelsOf = (facts: Facts): string[] => [
  ...facts.people.map(({ id }) => memberChannel(facts.id, id)),
  ...facts.projects.flatMap(({ id }) => [projectChannel(facts.id, id), sharedChannel(facts.id, id)]),
  ...facts.tasks.map(({ id }) => taskChannel(facts.id, id)),
]

/** What DESIGN.md gives somebody to hear: their own notices, the projects they see, and who looks at a task they see. */
function audible(o: Oracle, who: string): string[] {
  const { facts } = o
  const projects = facts.projects.filter((row) => o.seesProject(who, row))
  const team = o.grant(who, 'tasks.comments.view_internal')
  return [
    memberChannel(facts.id, who),
    ...projects.map(({ id }) => sharedChannel(facts.id, id)),
    ...(team ? projects.map(({ id }) => projectChannel(facts.id, id)) : []),
    ...(o.grant(who, 'organization.members.view') ? facts.tasks : [])
      .filter((row) => o.seesTask(who, row))
      .map(({ id }) => taskChannel(facts.id, id)),
  ]
}

/** The channels of `names` that the product lets this member hear. */
async function heardOf(facts: Facts, who: string, names: string[]): Promise<string[]> {
  const answer = await askMember(facts.id, who)
  if (!answer) return []
  const ctx = contextFrom(answer, 'session', { id: 'live', address: null })
  const heard = await Promise.all(
    names.map(async (name) => {
      const channel = readChannel(name)
      return channel && (await mayHear(ctx, channel)) ? [name] : []
    }),
  )
  return heard.flat()
}

describe('a live channel', () => {
  test.each(actorKeys)('is heard by the %s exactly where its records are seen', async (key) => {
    const { facts, actors } = stage.world
    const who = actors[key]?.id ?? ''
    const expected = audible(oracleOf(facts), who)
    expect(expected.length).toBeGreaterThan(1)
    expect((await heardOf(facts, who, channelsOf(facts))).sort()).toEqual(expected.sort())
  })

  test('of another organization is heard by nobody, by its own name or with one’s own organization in it', async () => {
    const { world, neighbour } = stage
    const theirs = channelsOf(neighbour.facts).filter((_, n) => n % 5 === 0)
    const disguised = theirs.map((name) => name.replace(neighbour.facts.id, world.facts.id))
    for (const { id } of Object.values(world.actors))
      expect(await heardOf(world.facts, id, [...theirs, ...disguised])).toEqual([])
  })

  test('with nothing behind it, of the wrong kind or with a name that is none, is heard by nobody', async () => {
    const { facts, actors } = stage.world
    const [project, task] = [facts.projects[0]?.id ?? '', facts.tasks[0]?.id ?? '']
    const odd = [
      projectChannel(facts.id, nobody),
      sharedChannel(facts.id, nobody),
      taskChannel(facts.id, nobody),
      memberChannel(facts.id, nobody),
      projectChannel(facts.id, task),
      taskChannel(facts.id, project),
      taskChannel(facts.id, task).replace('presence', 'private'),
      projectChannel(facts.id, project).replace('private', 'presence'),
      projectChannel(facts.id, project).replace('private-', ''),
      projectChannel(facts.id, "x' or true --"),
      `${projectChannel(facts.id, project)}.more`,
      projectChannel(facts.id, project).toUpperCase(),
      '',
    ]
    for (const { id } of Object.values(actors)) expect(await heardOf(facts, id, odd)).toEqual([])
  })

  test('is not heard by somebody suspended', async () => {
    const { facts } = stage.world
    const suspended = facts.people.find(({ status }) => status === 'suspended')?.id ?? ''
    expect(await heardOf(facts, suspended, channelsOf(facts))).toEqual([])
  })
})
