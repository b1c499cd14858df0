import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { setProjectStaff } from '@/lib/projects/commands/set-staff'
import { buildWorld, type World } from '@/lib/rest/world'
import { commentOnProject, commentOnTask } from './commands/create-comment'
import { react } from './commands/react'
import { getComment, listOfProject, listOfTask } from './queries'
import { readersOfProject, readersOfTask } from './readers'

let database: TestDatabase
let world: World
const as = (who: keyof World['people']) => world.people[who].ctx
beforeAll(async () => {
  database = await testDatabase()
  world = await buildWorld()
})
afterAll(async () => {
  await closePool()
  await database.drop()
})

const say = (who: keyof World['people'], body: string, more: { parent?: string; shared?: boolean } = {}) =>
  commentOnTask(as(who), { task: 'DURA-1', body, ...more })

describe('a reply', () => {
  test('to a reply stands in the same thread', async () => {
    const first = await say('developer', 'First')
    const second = await say('project_manager', 'Second', { parent: first.id })
    const third = await say('developer', 'Third', { parent: second.id })
    expect((await getComment(as('owner'), { comment: third.id })).parentId).toBe(first.id)
  })

  test('to a team-only comment is team-only, whatever was asked', async () => {
    const inside = await say('developer', 'Between us')
    const answer = await say('project_manager', 'Tell nobody', { parent: inside.id, shared: true })
    expect(answer.shared).toBe(false)
    const read = (await listOfTask(as('client'), { task: 'DURA-1' })).items.map(({ body }) => body)
    expect(read).not.toContain('Tell nobody')
  })

  test('of a client is shared, and they answer only what they read', async () => {
    const open = await say('developer', 'Open question', { shared: true })
    expect((await say('client', 'An answer', { parent: open.id })).shared).toBe(true)
    const inside = await say('developer', 'Hidden question')
    await expect(say('client', 'Guess', { parent: inside.id })).rejects.toMatchObject({ status: 400 })
  })

  test('stays where the comment is that it answers', async () => {
    const first = await say('developer', 'On the task')
    const elsewhere = commentOnProject(as('owner'), { project: 'DURA', body: 'On the project', parent: first.id })
    await expect(elsewhere).rejects.toMatchObject({ status: 400 })
  })
})

describe('a reaction', () => {
  test('is set once and taken back, with the names for who may see people', async () => {
    const { id } = await say('developer', 'Done!', { shared: true })
    for (const who of ['owner', 'owner', 'client'] as const)
      await react(as(who), { comment: id, emoji: '🎉', on: true })
    expect((await getComment(as('owner'), { comment: id })).reactions).toEqual([
      { emoji: '🎉', count: 2, mine: true, names: ['Olga Owner', 'Person client'] },
    ])
    expect((await getComment(as('client'), { comment: id })).reactions).toEqual([
      { emoji: '🎉', count: 2, mine: true, names: null },
    ])
    await react(as('client'), { comment: id, emoji: '🎉', on: false })
    expect((await getComment(as('client'), { comment: id })).reactions).toMatchObject([{ count: 1, mine: false }])
  })

  test('is nothing for what one does not read', async () => {
    const { id } = await say('developer', 'Inside')
    await expect(react(as('client'), { comment: id, emoji: '👍', on: true })).rejects.toMatchObject({ status: 404 })
  })
})

describe('the conversation of a project', () => {
  test('is read by the team, and by the client as far as it is shared with them', async () => {
    await commentOnProject(as('project_manager'), { project: 'DURA', body: 'We start on Monday', shared: true })
    await commentOnProject(as('project_manager'), { project: 'DURA', body: 'They pay late' })
    await commentOnProject(as('client'), { project: 'DURA', body: 'Great' })
    const read = async (who: keyof World['people']) =>
      (await listOfProject(as(who), { project: 'DURA' })).items.map(({ body }) => body)
    expect(await read('developer')).toEqual(['We start on Monday', 'They pay late', 'Great'])
    expect(await read('client')).toEqual(['We start on Monday', 'Great'])
    await expect(listOfProject(as('client'), { project: 'WAIT' })).rejects.toMatchObject({ status: 404 })
  })
})

describe('who reads what is written', () => {
  test('names the outside people whom sharing reaches, on this project only', async () => {
    const [shared, waiting] = await Promise.all([
      readersOfTask(as('developer'), { task: 'DURA-1' }),
      readersOfProject(as('owner'), { project: 'WAIT' }),
    ])
    expect(shared.outside).toEqual([{ name: 'Person client', client: 'Duraspace' }])
    expect(waiting.outside).toEqual([])
    expect(shared.colleagues.map(({ name }) => name)).not.toContain('Person client')
  })

  test('is not for clients to know', async () => {
    await expect(readersOfTask(as('client'), { task: 'DURA-1' })).rejects.toMatchObject({ status: 403 })
  })

  test('says who was named and cannot see it, and offers to put them on the project', async () => {
    const { memberId } = world.people.salesperson
    const sales = { task: world.tasks.blocked.id, mentioned: world.people.developer.memberId }
    expect((await readersOfTask(as('project_manager'), sales)).blind).toEqual([
      { id: sales.mentioned, name: 'Person developer', mayJoin: true },
    ])
    expect((await readersOfTask(as('owner'), { task: 'DURA-1', mentioned: memberId })).blind).toEqual([])
    await setProjectStaff(as('project_manager'), { project: 'WAIT', addMemberIds: [sales.mentioned] })
    expect((await readersOfTask(as('project_manager'), sales)).blind).toEqual([])
  })
})
