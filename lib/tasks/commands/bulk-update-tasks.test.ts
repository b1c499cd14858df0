import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/core/errors'
import { worldOfTest } from '@/lib/core/testing'
import { addDependency } from '@/lib/dependencies/commands/add-dependency'
import { listDependencies } from '@/lib/dependencies/queries'
import { getTask, listTasks, taskBoard } from '../queries'
import type { BulkChange } from '../schema'
import { bulkUpdateTasks } from './bulk-update-tasks'
import { createTask } from './create-task'

const here = worldOfTest()

const manager = () => here.world.people.project_manager.ctx
const developer = () => here.world.people.developer.ctx
const project = () => here.world.projects.active.id

const make = (title: string, more: { labels?: string[]; assigneeId?: string } = {}) =>
  createTask(manager(), { project: project(), title, ...more })
const change = (tasks: { id: string; version: number }[], fields: Omit<BulkChange, 'task' | 'version'>) =>
  tasks.map(({ id, version }) => ({ task: id, version, ...fields }))
const bulk = (tasks: BulkChange[], ctx = manager(), at = project()) => bulkUpdateTasks(ctx, { project: at, tasks })
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw new Error(`Expected a refusal, got ${error}`)
  return error
}
const read = (id: string) => getTask(manager(), { task: id })

describe('changing many tasks together', () => {
  test('changes all of them, writes a line for each and tells everybody once', async () => {
    const tasks = [await make('One', { labels: ['ui'] }), await make('Two'), await make('Three')]
    const developerId = here.world.people.developer.memberId
    const { changed, undo } = await bulk(
      change(tasks, {
        status: 'DONE',
        priority: 'HIGH',
        assigneeId: developerId,
        dueOn: '2027-01-31',
        addLabels: ['Release'],
        removeLabels: ['UI'],
      }),
    )
    expect(changed).toBe(3)
    for (const { id } of tasks)
      expect(await read(id)).toMatchObject({
        status: 'DONE',
        priority: 'HIGH',
        dueOn: '2027-01-31',
        assignee: { id: developerId },
        labels: ['Release'],
        version: 2,
        completedAt: expect.any(Date),
      })
    const ids = tasks.map(({ id }) => id)
    const lines =
      await here.sql`select event, subject_id from audit_log where subject_id in ${here.sql(ids)} and event = 'task.completed'`
    expect(lines).toHaveLength(3)
    const loud = await here.sql<{ payload: Record<string, unknown> }[]>`
      select payload from outbox where type = 'tasks.bulk_changed' and project_id = ${project()}`
    expect(loud).toHaveLength(1)
    expect(loud[0]?.payload).toMatchObject({ assigned: [{ memberId: developerId }] })
    expect([...((loud[0]?.payload.completed as string[] | undefined) ?? [])].sort()).toEqual([...ids].sort())
    const quiet = await here.sql`select id from outbox where subject_id in ${here.sql(ids)} and type <> 'task.created'`
    expect(quiet).toHaveLength(0)

    await bulk(undo)
    expect(await read(tasks[0]?.id ?? '')).toMatchObject({
      status: 'TODO',
      priority: 'NONE',
      dueOn: null,
      assignee: null,
      labels: ['ui'],
      completedAt: null,
      version: 3,
    })
  })

  test('clears the due day of all of them, and the undo gives each its own back', async () => {
    const tasks = [await make('Soon'), await make('Later'), await make('Never')]
    const days = ['2027-02-01', '2027-03-01', null]
    await bulk(tasks.map(({ id, version }, at) => ({ task: id, version, dueOn: days[at] ?? null })))
    const known = await Promise.all(tasks.map(({ id }) => read(id)))
    const { changed, undo } = await bulk(change(known, { dueOn: null }))
    expect(changed).toBe(2)
    for (const { id } of tasks) expect((await read(id)).dueOn).toBeNull()
    await bulk(undo)
    expect(await Promise.all(tasks.map(async ({ id }) => (await read(id)).dueOn))).toEqual(days)
  })

  test('changes none when one of them is stale, and says which', async () => {
    const tasks = [await make('Fresh'), await make('Old')]
    const { key } = tasks[1] as { key: string }
    await bulk(change(tasks.slice(1), { priority: 'LOW' }))
    const error = await refusal(bulk(change(tasks, { priority: 'URGENT' })))
    expect(error.status).toBe(409)
    expect(error.problem).toMatchObject({ code: 'STALE', errors: [{ path: 'tasks.1', message: key }] })
    expect(error.problem.message).toContain(key)
    expect((await read(tasks[0]?.id ?? '')).priority).toBe('NONE')
  })

  test('refuses all when one of them may not be deleted or assigned by this person', async () => {
    const theirs = await createTask(developer(), { project: project(), title: 'Their own' })
    const others = await make('Somebody else’s')
    const deleting = await refusal(bulk(change([theirs, others], { deleted: true }), developer()))
    expect(deleting.problem).toMatchObject({
      code: 'FORBIDDEN',
      missing: 'tasks.tasks.delete',
      errors: [{ path: 'tasks.1', message: others.key }],
    })
    const assigning = await refusal(
      bulk(change([theirs], { assigneeId: here.world.people.developer.memberId }), developer()),
    )
    expect(assigning.problem.missing).toBe('tasks.tasks.assign')
    expect((await bulk(change([theirs], { deleted: true }), developer())).changed).toBe(1)
  })

  test('puts tasks into the bin and takes them out again', async () => {
    const tasks = [await make('Gone'), await make('Gone too')]
    const { undo } = await bulk(change(tasks, { deleted: true }))
    const ids = tasks.map(({ id }) => id)
    const listed = async () =>
      (await listTasks(manager(), { project: project(), limit: 100 })).items.map(({ id }) => id)
    expect((await listed()).filter((id) => ids.includes(id))).toEqual([])
    expect((await refusal(bulk(change(tasks, { priority: 'LOW' })))).status).toBe(404)
    await bulk(undo)
    expect((await listed()).filter((id) => ids.includes(id)).sort()).toEqual([...ids].sort())
  })

  test('respects the payment gate for each of them', async () => {
    const waiting = here.world.projects.waiting.id
    const task = await createTask(manager(), { project: waiting, title: 'Too early' })
    const error = await refusal(bulk(change([task], { status: 'IN_PROGRESS' }), manager(), waiting))
    expect(error.problem.code).toBe('PAYMENT_REQUIRED')
    expect((await bulk(change([task], { priority: 'LOW' }), manager(), waiting)).changed).toBe(1)
  })

  test('finds nothing of another project', async () => {
    const elsewhere = await createTask(manager(), { project: here.world.projects.waiting.id, title: 'Elsewhere' })
    expect((await refusal(bulk(change([elsewhere], { priority: 'LOW' })))).status).toBe(404)
  })

  test('is one statement for the rows, however many', async () => {
    const tasks = []
    for (let n = 0; n < 40; n++) tasks.push(await make(`Many ${n}`))
    expect((await bulk(change(tasks, { status: 'IN_PROGRESS' }))).changed).toBe(40)
    expect(
      (await bulk(tasks.map(({ id }) => ({ task: id, version: 2, status: 'IN_PROGRESS' as const })))).changed,
    ).toBe(0)
  })
})

describe('what waits for what', () => {
  test('never becomes a circle, not even over three tasks', async () => {
    const [a, b, c] = [await make('A'), await make('B'), await make('C')] as const
    await addDependency(manager(), { task: a.id, dependsOn: b.key })
    await addDependency(manager(), { task: b.id, dependsOn: c.id })
    expect((await refusal(addDependency(manager(), { task: c.id, dependsOn: a.id }))).problem.code).toBe(
      'DEPENDENCY_CIRCLE',
    )
    expect((await refusal(addDependency(manager(), { task: a.id, dependsOn: a.id }))).status).toBe(400)
    expect(await listDependencies(manager(), { task: b.id })).toMatchObject({
      waitsFor: [{ key: c.key }],
      blocks: [{ key: a.key }],
      blocked: true,
    })
    await bulk(change([c], { status: 'DONE' }))
    expect((await listDependencies(manager(), { task: b.id })).blocked).toBe(false)
  })

  test('is said on the cards of those who wait, until it is done', async () => {
    const [first, then] = [await make('First'), await make('Then')] as const
    await addDependency(manager(), { task: then.id, dependsOn: first.id })
    const blocked = async (ctx = manager()) => {
      const board = await taskBoard(ctx, { project: project() })
      const list = await listTasks(ctx, { project: project(), limit: 100 })
      const marks = [...board.columns.flatMap(({ items }) => items), ...list.items].filter(({ id }) => id === then.id)
      return marks.map((card) => card.blocked)
    }
    expect(await blocked()).toEqual([true, true])
    expect((await getTask(manager(), { task: first.id })).blocked).toBe(false)
    await bulk(change([first], { status: 'DONE' }))
    expect(await blocked()).toEqual([false, false])
  })

  test('says nothing of a task that the reader does not see', async () => {
    const there = { project: here.world.projects.waiting.id }
    const hidden = await createTask(manager(), { ...there, title: 'Hidden' })
    const theirs = await createTask(manager(), { ...there, title: 'Theirs' })
    await addDependency(manager(), { task: theirs.id, dependsOn: hidden.id })
    const { ctx, memberId } = here.world.people.client
    await here.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`update tasks set assignee_id = ${memberId} where id = ${theirs.id}`
    })
    expect((await getTask(manager(), { task: theirs.id })).blocked).toBe(true)
    expect((await getTask(ctx, { task: theirs.id })).blocked).toBe(false)
  })

  test('stays within one project', async () => {
    const mine = await make('Here')
    const error = await refusal(addDependency(manager(), { task: mine.id, dependsOn: here.world.tasks.blocked.id }))
    expect(error.problem.errors?.[0]?.path).toBe('dependsOn')
  })
})

describe('a list of tasks', () => {
  const pages = async (query: Parameters<typeof listTasks>[1]) => {
    const keys: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await listTasks(manager(), { ...query, project: project(), limit: 7, cursor })
      keys.push(...page.items.map(({ key }) => key))
      if (!page.nextCursor) return keys
      cursor = page.nextCursor
    }
  }
  test('is read to its end by every order, direction and group, each task once', { timeout: 90_000 }, async () => {
    const all = (await pages({})).sort()
    const orders = ['number', 'board', 'due', 'priority', 'status', 'title', 'assignee', 'updated'] as const
    const groups = [undefined, 'status', 'assignee', 'priority', 'label', 'due'] as const
    for (const order of orders)
      for (const direction of ['asc', 'desc'] as const)
        for (const group of groups)
          expect((await pages({ order, direction, group })).sort(), `${order} ${direction} ${group}`).toEqual(all)
  })

  test('keeps groups together and the most urgent first', async () => {
    await make('Urgent', {}).then((task) => bulk(change([task], { priority: 'URGENT', dueOn: '2020-01-01' })))
    const { items } = await listTasks(manager(), { project: project(), group: 'priority', limit: 100 })
    expect(items[0]?.priority).toBe('URGENT')
    const runs = items.map(({ priority }) => priority).filter((one, at, list) => one !== list[at - 1])
    expect(new Set(runs).size).toBe(runs.length)
  })

  test('is narrowed by label, priority and due day', async () => {
    const overdue = await listTasks(manager(), { project: project(), due: 'overdue' })
    expect(overdue.items.map(({ title }) => title)).toEqual(['Urgent'])
    expect((await listTasks(manager(), { project: project(), priority: 'URGENT' })).items).toHaveLength(1)
    const labelled = await listTasks(manager(), { project: project(), label: 'UI' })
    expect(labelled.items.every(({ labels }) => labels.includes('ui'))).toBe(true)
    expect(labelled.items.length).toBeGreaterThan(0)
  })
})
