import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { worldOfTest } from '@/lib/core/testing'
import { createProject } from '@/lib/projects/commands/create-project'
import { getTask } from '@/lib/tasks/queries'
import { runImport } from './commands/run-import'
import { startImport } from './commands/start-import'
import { undoImport } from './commands/undo-import'
import { uploadImport } from './commands/upload-import'
import { dryRunImport } from './queries'

const folder = join(process.cwd(), '../shared/data/issues')
const here = worldOfTest()

type Options = { repeat?: boolean; into?: string; more?: Partial<Parameters<typeof startImport>[1]> }

let made = 0
async function imported(
  content: Uint8Array,
  mode: 'ALL_OR_NOTHING' | 'KEEP_GOOD_ROWS',
  { repeat = false, into, more: choices = {} }: Options = {},
) {
  const sales = here.world.people.salesperson.ctx
  const create = () =>
    createProject(sales, {
      title: 'Import',
      key: `IMP${++made}`,
      clientId: here.world.client.id,
      cost: { amount: 1, currency: 'EUR' },
    })
  const project = into ?? (await create()).id
  const upload = await uploadImport(sales, { project, file: new File([content as BlobPart], 'tasks.csv') })
  await startImport(sales, { project, import: upload.id, mapping: upload.mapping, mode, ...choices })
  const part = () => runImport(sales, { project, import: upload.id })
  for (let more = true; more; ) {
    // A part that is delivered twice, also at the same time, does its work once.
    const answers = repeat ? await Promise.all([part(), part()]) : [await part()]
    more = answers.some((answer) => answer.more)
  }
  const [state] =
    await here.sql`select status, total_rows, done_rows, imported_rows, failed_rows from imports where id = ${upload.id}`
  const tasks = await here.sql<
    {
      id: string
      number: number
      title: string
      description: string
      external_key: string | null
      parent_id: string | null
      status: string
    }[]
  >`
    select id, number, title, description, external_key, parent_id, status from tasks where project_id = ${project} order by number`
  return { project, upload, state, tasks }
}

describe.each(['duracloud', 'mesos', 'springxd'])('%s.csv', (name) => {
  const file = join(folder, `${name}.csv`)
  test.skipIf(!existsSync(file))('arrives without losing a character, in the order of the file', async () => {
    const content = readFileSync(file)
    const rows = parse(content, { columns: true }) as Record<string, string>[]
    const { tasks, state } = await imported(content, 'ALL_OR_NOTHING')
    expect(state).toMatchObject({
      status: 'SUCCEEDED',
      total_rows: rows.length,
      imported_rows: rows.length,
      failed_rows: 0,
    })
    expect(tasks.map((task) => ({ title: task.title, text: task.description, key: task.external_key }))).toEqual(
      rows.map((row) => ({ title: row.Summary, text: row.Description, key: row['Issue key'] })),
    )
    expect(tasks.map((task) => task.number)).toEqual(rows.map((_, index) => index + 1))
    const trail =
      await here.sql`select count(*)::int as n from audit_log where event = 'task.imported' and subject_id in (select id from tasks where title = any(${tasks.map((task) => task.title)}))`
    expect(trail[0]?.n).toBeGreaterThanOrEqual(rows.length)
  })
})

describe('a file with wrong rows', () => {
  const lines = [
    'Summary,Story points',
    ...Array.from({ length: 600 }, (_, n) => (n % 100 === 7 ? `,1` : `Task ${n},${n}`)),
  ]
  const content = new TextEncoder().encode(lines.join('\n'))

  test('imports nothing at all, or the good rows with dense numbers, as one chose', async () => {
    const nothing = await imported(content, 'ALL_OR_NOTHING')
    expect(nothing.state).toMatchObject({ status: 'FAILED', imported_rows: 0, failed_rows: 6 })
    expect(nothing.tasks).toEqual([])
    const good = await imported(content, 'KEEP_GOOD_ROWS')
    expect(good.state).toMatchObject({ status: 'SUCCEEDED', imported_rows: 594, failed_rows: 6, done_rows: 600 })
    expect(good.tasks.map((task) => task.number)).toEqual(Array.from({ length: 594 }, (_, n) => n + 1))
    const errors = await here.sql`select line from import_errors where import_id = ${good.upload.id} order by line`
    expect(errors.map((row) => row.line)).toEqual([9, 109, 209, 309, 409, 509])
  })

  test('is imported once although every part is delivered twice at the same moment', async () => {
    const { tasks } = await imported(content, 'KEEP_GOOD_ROWS', { repeat: true })
    expect(tasks.map((task) => task.title)).toEqual([...new Set(tasks.map((task) => task.title))])
    expect(tasks).toHaveLength(594)
  })
})

const bytes = (...lines: string[]) => new TextEncoder().encode(lines.join('\n'))

describe('sub-tasks', () => {
  test('find their parents wherever they stand in the file, over all parts of the import', async () => {
    // The parent of the first 300 rows is the last row: both must be written by different parts.
    const children = Array.from({ length: 600 }, (_, n) => `Child ${n},K-${n},${n < 300 ? 'K-root' : 'Root'}`)
    const { tasks } = await imported(bytes('Title,Key,Parent', ...children, 'Root,K-root,'), 'KEEP_GOOD_ROWS', {
      repeat: true,
    })
    expect(tasks.map(({ number }) => number)).toEqual(Array.from({ length: 601 }, (_, n) => n + 1))
    const root = tasks.find(({ title }) => title === 'Root')
    expect(root?.number).toBe(1)
    expect(new Set(tasks.slice(1).map(({ parent_id }) => parent_id))).toEqual(new Set([root?.id]))
  })

  test('of a parent that cannot be imported become tasks of their own', async () => {
    const { tasks } = await imported(bytes('Title,Key,Parent,Due', 'Root,1,,never', 'Child,2,1,'), 'KEEP_GOOD_ROWS')
    expect(tasks.map(({ title, parent_id }) => [title, parent_id])).toEqual([['Child', null]])
  })
})

describe('importing the same keys again', () => {
  const file = bytes('Title,Key,Parent', 'One,A-1,', 'Two,A-2,A-1')
  const grown = bytes('Title,Key,Parent', 'Three,A-3,A-1', 'Two,A-2,A-1', 'One,A-1,')

  test('is said before, and leaves out what is there when asked, with its sub-tasks below it', async () => {
    const first = await imported(file, 'ALL_OR_NOTHING')
    const sales = here.world.people.salesperson.ctx
    const upload = await uploadImport(sales, { project: first.project, file: new File([grown as BlobPart], 'b.csv') })
    const dry = { project: first.project, import: upload.id, mapping: upload.mapping }
    expect(await dryRunImport(sales, dry)).toMatchObject({
      goodRows: 3,
      skippedRows: 0,
      found: { existing: { rows: 2, keys: ['A-2', 'A-1'] } },
    })
    expect(await dryRunImport(sales, { ...dry, existing: 'SKIP' })).toMatchObject({ goodRows: 1, skippedRows: 2 })

    const { tasks, state } = await imported(grown, 'ALL_OR_NOTHING', {
      into: first.project,
      more: { existing: 'SKIP' },
    })
    expect(state).toMatchObject({ status: 'SUCCEEDED', imported_rows: 1, failed_rows: 0, total_rows: 3 })
    expect(tasks.map(({ title, parent_id }) => [title, parent_id])).toEqual([
      ['One', null],
      ['Two', tasks[0]?.id],
      ['Three', tasks[0]?.id],
    ])
  })

  test('at the same moment writes each key once', async () => {
    const { project } = await imported(bytes('Title', 'Begin'), 'ALL_OR_NOTHING')
    const more = { existing: 'SKIP' } as const
    await Promise.all([1, 2, 3].map(() => imported(file, 'KEEP_GOOD_ROWS', { into: project, more })))
    const rows =
      await here.sql`select external_key from tasks where project_id = ${project} and external_key is not null`
    expect(rows.map((row) => row.external_key).sort()).toEqual(['A-1', 'A-2'])
  })
})

test('a board of Trello arrives with its checklists, and waits for the payment as every other task', async () => {
  const board = readFileSync(join(import.meta.dirname, 'sources/fixtures/trello.json'))
  const more = { statuses: { '*': 'TODO' as const }, people: { '*': '' } }
  const { tasks, state } = await imported(board, 'ALL_OR_NOTHING', { more })
  expect(state).toMatchObject({ status: 'SUCCEEDED', imported_rows: 3, failed_rows: 0, total_rows: 5 })
  expect(tasks.map(({ title, status }) => [title, status])).toEqual([
    ['A game?', 'TODO'],
    ['Draw the header', 'TODO'],
    ['Pay the printer', 'TODO'],
  ])
  const items = await here.sql`select text, done from checklist_items where task_id = ${tasks[1]!.id} order by rank`
  expect([...items]).toEqual([
    { text: 'Before: Sketch', done: true },
    { text: 'Before: Ask Max', done: false },
    { text: 'After: Publish', done: false },
  ])
})

describe('what another program knew', () => {
  const file = bytes(
    'Summary,Issue key,Status,Resolved,Assignee,Sprint,Comment,Comment',
    'Pay the bill,P-1,Done,05/Nov/23 4:00 PM,PERSON,Sprint 7,05/Nov/23 9:00 AM;PERSON;It is paid,06/Nov/23 9:00 AM;Old Hand;Good',
  )
  const withPerson = (email: string) =>
    new TextEncoder().encode(new TextDecoder().decode(file).replaceAll('PERSON', email))
  const reference = async (email: string) => {
    const { ctx } = here.world.people.admin
    const upload = await uploadImport(ctx, {
      project: 'DURA',
      file: new File([withPerson(email) as BlobPart], 'jira.csv'),
    })
    return { ctx, upload, input: { project: 'DURA', import: upload.id, mapping: upload.mapping } }
  }
  const run = (ctx: typeof here.world.people.admin.ctx, id: string) =>
    runImport(ctx, { project: here.world.projects.active.id, import: id })

  test('arrives: when it was done, what was said and by whom for the team only, and the sprint; and nobody is told', async () => {
    const { memberId, email } = await outsider()
    const { ctx, upload, input } = await reference(email)
    const dry = await dryRunImport(ctx, input)
    expect(dry.found.people).toMatchObject([{ memberId: null, elsewhere: { id: memberId } }])
    expect(dry).toMatchObject({ goodRows: 1, mayStaff: true, preview: [{ assigneeId: null, comments: 2 }] })
    const [before] = await here.sql`select count(*)::int as n from notifications`
    await startImport(ctx, { ...input, join: [memberId] })
    await run(ctx, upload.id)
    const [task] = await here.sql`select id, assignee_id, completed_at from tasks where import_id = ${upload.id}`
    expect(task).toMatchObject({ assignee_id: memberId, completed_at: new Date('2023-11-05T12:00:00Z') })
    const said = await here.sql`
      select author_id, shared, body, created_at from comments where task_id = ${task!.id} order by created_at`
    expect(said.map((row) => ({ ...row }))).toEqual([
      {
        author_id: memberId,
        shared: false,
        body: 'Imported from Jira: 2023-11-05\n\nIt is paid',
        created_at: new Date('2023-11-05T12:00:00Z'),
      },
      {
        author_id: ctx.actor.memberId,
        shared: false,
        body: 'Imported from Jira: Old Hand, 2023-11-06\n\nGood',
        created_at: new Date('2023-11-06T12:00:00Z'),
      },
    ])
    const labels =
      await here.sql`select l.name from task_labels t join labels l on l.id = t.label_id where t.task_id = ${task!.id}`
    expect(labels.map(({ name }) => name)).toEqual(['Sprint: Sprint 7'])
    const [after] = await here.sql`select count(*)::int as n from notifications`
    expect(after).toEqual(before)
    const loud = await here.sql`select 1 from outbox where type = 'comment.created' and task_id = ${task!.id}`
    expect(loud).toHaveLength(0)

    // What came with it is nobody's work since, and goes with it.
    await undoImport(ctx, { project: 'DURA', import: upload.id })
    await expect(getTask(ctx, { task: task!.id })).rejects.toMatchObject({ status: 404 })
  })

  test('adds nobody to the project by whom nobody may be added, and leaves their tasks unassigned', async () => {
    const { memberId, email } = await outsider()
    const { ctx: admin } = here.world.people.admin
    const ctx = {
      ...admin,
      permissions: { ...admin.permissions, 'projects.projects.staff': undefined },
      actor: { ...admin.actor, owner: false },
    } as typeof admin
    const { upload, input } = await reference(email)
    expect((await dryRunImport(ctx, input)).mayStaff).toBe(false)
    await expect(startImport(ctx, { ...input, join: [memberId] })).rejects.toMatchObject({
      status: 403,
      problem: { missing: 'projects.projects.staff' },
    })
    await startImport(ctx, input)
    await run(ctx, upload.id)
    expect([...(await here.sql`select assignee_id from tasks where import_id = ${upload.id}`)]).toEqual([
      { assignee_id: null },
    ])
  })
})

/** A colleague who works on no project. */
async function outsider(): Promise<{ memberId: string; email: string }> {
  const [person] = await here.sql<{ id: string; email: string }[]>`
    select m.id, m.email from members m
    join member_roles mr on mr.member_id = m.id join roles r on r.id = mr.role_id and r.key = 'member'
    where m.organization_id = ${here.world.people.admin.ctx.organization.id} and m.status = 'active'
      and not exists (select 1 from project_members pm where pm.member_id = m.id and pm.project_id = ${here.world.projects.active.id})
    limit 1`
  if (person) return { memberId: person.id, email: person.email }
  // The first test let them join.
  const { memberId } = here.world.people.member
  await here.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`delete from project_members where member_id = ${memberId}`
  })
  return outsider()
}
