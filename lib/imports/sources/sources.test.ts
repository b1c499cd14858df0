import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Choices } from '../choices'
import { inOrder } from '../order'
import { assignable } from '../people'
import { readFile, suggestMapping } from '../read-file'
import { type ImportWorld, rowReader } from '../rows'
import { survey } from '../survey'

const world: ImportWorld = {
  assignees: assignable([
    { id: 'dora', name: 'Dora Dev', email: 'dora@acme.test' },
    { id: 'max', name: 'Max Mana', email: 'manager@acme.test' },
  ]),
  unlocked: true,
  mayAssign: true,
  mayComment: true,
  outsiders: new Map(),
  existing: new Map(),
}

async function open(name: string, more: Partial<Choices> = {}) {
  const file = await readFile(readFileSync(join(import.meta.dirname, 'fixtures', name)), more.source)
  const mapping = suggestMapping(file, true)
  const others = { statuses: { '*': 'TODO' }, people: { '*': '' } } as const
  const choices: Choices = { source: file.source, mapping, dates: {}, existing: 'IMPORT', join: [], ...others, ...more }
  const read = rowReader(file, choices, world)
  const placed = inOrder(file, mapping)
  const tasks = placed.map(({ row, parentLine }) => ({ ...read(row), parentLine, at: row.line }))
  return { file, mapping, tasks, found: survey(file, choices, world) }
}

describe('Jira', () => {
  test('is recognized, with one column for all labels, comments and sprints', async () => {
    const { file, mapping } = await open('jira.csv')
    expect(file).toMatchObject({ source: 'JIRA', lists: ['Labels', 'Watchers', 'Sprint', 'Comment'] })
    expect(mapping).toEqual({
      Summary: 'title',
      'Issue key': 'externalKey',
      'Issue id': 'otherId',
      Status: 'status',
      Priority: 'priority',
      Assignee: 'assignee',
      'Due Date': 'dueOn',
      Labels: 'labels',
      Sprint: 'sprint',
      Comment: 'comments',
      Description: 'description',
      'Custom field (Story Points)': 'estimate',
      Parent: 'parent',
    })
  })

  test('arrives with labels, dates, people and stack traces, parents first', async () => {
    const { tasks, found } = await open('jira.csv', { statuses: { "Won't Do": 'DONE' } })
    expect(tasks.map(({ task, parentLine }) => [task?.externalKey, task?.status, parentLine])).toEqual([
      ['SHOP-11', 'TODO', null],
      ['SHOP-12', 'IN_PROGRESS', 3],
      ['SHOP-13', 'DONE', null],
    ])
    expect(tasks[0]?.task).toMatchObject({
      title: 'Sign-in is broken 🔥',
      priority: 'URGENT',
      assigneeId: 'dora',
      dueOn: '2023-10-31',
      labels: ['ui', 'regression', 'login', 'Sprint: Sprint 2'],
      estimate: 5,
    })
    expect(tasks[1]?.task).toMatchObject({
      assigneeId: 'dora',
      labels: ['ui', 'Sprint: Sprint 1', 'Sprint: Sprint 2'],
      comments: [
        {
          authorId: null,
          at: new Date('2023-10-28T12:00:00Z'),
          body: 'Imported from Jira: 5b10a, 2023-10-28\n\nSeen it too, "twice"',
        },
      ],
    })
    expect(tasks[1]?.task?.description).toContain('\n\tat com.acme.shop.LoginTest.setUp(LoginTest.java:41)\nCaused by')
    expect(found.dates).toEqual([
      { column: 'Due Date', style: 'JIRA', certain: true, example: '31/Oct/23 12:00 AM', reads: '2023-10-31' },
    ])
    expect(found.parents).toEqual({ linked: 1, elsewhere: 0 })
  })

  test('names the writers of comments whose ids it knows, and keeps the day on which an issue was done', async () => {
    const file = await readFile(
      new TextEncoder().encode(
        [
          'Summary,Issue key,Status,Resolved,Assignee,Assignee Id,Comment,Comment',
          'One,A-1,Done,05/Nov/23 4:00 PM,Dora Dev,5b10a,05/Nov/23 9:00 AM;5b10a;Shipped; at last,No author here',
          'Two,A-2,To Do,,olga@acme.test,77,,01/Nov/23 9:00 AM;77;Wait',
        ].join('\n'),
      ),
    )
    const mapping = suggestMapping(file, true)
    const choices: Choices = {
      source: 'JIRA',
      mapping,
      statuses: {},
      people: {},
      dates: {},
      existing: 'IMPORT',
      join: [],
    }
    const outsiders = new Map([['olga@acme.test', { id: 'olga', name: 'Olga Out' }]])
    const read = rowReader(file, choices, { ...world, outsiders })
    const [one, two] = file.rows.map((row) => read(row).task)
    expect(one).toMatchObject({
      completedAt: new Date('2023-11-05T12:00:00Z'),
      comments: [
        { authorId: 'dora', body: 'Imported from Jira: 2023-11-05\n\nShipped; at last' },
        { authorId: null, at: null, body: 'Imported from Jira\n\nNo author here' },
      ],
    })
    // Olga is a colleague but not on the project: the task stays unassigned, her words stay hers.
    expect(two).toMatchObject({ assigneeId: null, completedAt: null, comments: [{ authorId: 'olga' }] })
    expect(survey(file, choices, { ...world, outsiders }).people).toContainEqual({
      name: 'olga@acme.test',
      rows: 1,
      memberId: null,
      elsewhere: { id: 'olga', name: 'Olga Out' },
    })
  })

  test('counts seconds of an estimate as hours', async () => {
    const { file } = await open('jira.csv')
    expect(file.rows.map(({ cells }) => cells[file.columns.indexOf('Original estimate in hours')])).toEqual([
      ['2'],
      [''],
      [''],
    ])
  })
})

describe('Asana', () => {
  test('is done when it says when, stands in its section otherwise, and finds its parent by title', async () => {
    const { file, tasks } = await open('asana.csv')
    expect(file.source).toBe('ASANA')
    expect(tasks.map(({ task, at, parentLine }) => [at, task?.title, task?.status, parentLine])).toEqual([
      [3, 'Relaunch the site', 'TODO', null],
      [2, 'Write the copy', 'IN_PROGRESS', 3],
      [4, 'Book the photographer', 'DONE', 3],
    ])
    expect(tasks[1]?.task).toMatchObject({
      description: 'First line\nSecond line, with a comma',
      assigneeId: 'dora',
      labels: ['web', 'copy'],
      startsOn: '2023-11-06',
      dueOn: '2023-11-17',
      externalKey: '1205872541',
    })
  })
})

describe('GitHub', () => {
  test('issues of its command line, with whole labels and the assignee whom the project knows', async () => {
    const { file, tasks } = await open('github-gh.json')
    expect(file).toMatchObject({ source: 'GITHUB', delimiter: '', readableAs: ['GITHUB'] })
    expect(tasks.map(({ task }) => [task?.externalKey, task?.status])).toEqual([
      ['42', 'TODO'],
      ['41', 'DONE'],
    ])
    expect(tasks[0]?.task).toMatchObject({ assigneeId: 'dora', labels: ['bug', 'area: parser, lexer'] })
    expect(tasks[0]?.task?.description).toContain("(reading 'id')\n    at render")
  })

  test('issues of its REST interface without pull requests, with parents', async () => {
    const { tasks, found } = await open('github-rest.json')
    expect(tasks.map(({ task, parentLine }) => [task?.title, task?.status, parentLine])).toEqual([
      ['Support SSO', 'DONE', null],
      ['SSO: redirect', 'TODO', 1],
    ])
    expect(found.statuses.map(({ word, meant }) => [word, meant])).toEqual([
      ['Closed as not planned', 'DONE'],
      ['open', 'TODO'],
    ])
  })

  test('issues as a table', async () => {
    const { file, tasks, found } = await open('github.csv')
    expect(file.source).toBe('GITHUB')
    expect(tasks[0]?.task).toMatchObject({ title: 'Fix "quotes"', labels: ['bug', 'help wanted'], externalKey: '12' })
    expect(found.people.map(({ name, memberId }) => [name, memberId])).toEqual([
      ['dora-dev', null],
      ['octocat', null],
    ])
  })
})

describe('Trello', () => {
  test('a board arrives in the order of its lists, with checklists, without what was archived', async () => {
    const { file, tasks, found } = await open('trello.json')
    expect(file.source).toBe('TRELLO')
    expect(tasks.map(({ task, errors }) => [task?.title, task?.status, errors.length])).toEqual([
      ['A game?', 'TODO', 0],
      ['Draw the header', 'IN_PROGRESS', 0],
      ['Pay the printer', 'DONE', 0],
      [undefined, undefined, 0],
      [undefined, undefined, 0],
    ])
    expect(tasks[1]?.task).toMatchObject({
      assigneeId: 'dora',
      labels: ['Design, print', 'red'],
      startsOn: '2026-04-20',
      dueOn: '2026-05-01',
      externalKey: 'AbCd1234',
      checklist: [
        { text: 'Before: Sketch', done: true },
        { text: 'Before: Ask Max', done: false },
        { text: 'After: Publish', done: false },
      ],
    })
    expect(found.statuses).toContainEqual({ word: 'Archived', rows: 2, meant: 'SKIP' })
  })

  test('archived cards come as done by choice', async () => {
    const { tasks } = await open('trello.json', { statuses: { Archived: 'DONE', '*': 'TODO' } })
    expect(tasks.slice(3).map(({ task }) => [task?.title, task?.status])).toEqual([
      ['Thrown away', 'DONE'],
      ['On an old list', 'DONE'],
    ])
  })
})

describe('any other table', () => {
  test('in Windows-1252 with semicolons and days first', async () => {
    const { file, tasks, found } = await open('any-windows-1252.csv')
    expect(file).toMatchObject({ source: 'CSV', encoding: 'Windows-1252', delimiter: ';' })
    expect(
      tasks.map(({ task }) => [task?.title, task?.description, task?.status, task?.dueOn, task?.estimate]),
    ).toEqual([
      ['Büro einrichten', 'Tische; Stühle', 'IN_PROGRESS', '2026-04-03', 1.5],
      ['Übergabe', '"Fertig" für 5 €', 'DONE', '2026-04-27', null],
    ])
    expect(tasks[0]?.task).toMatchObject({ labels: ['Büro', 'Möbel'], assigneeId: 'dora' })
    expect(found.dates[0]).toMatchObject({ style: 'DAY_FIRST', certain: true, example: '27.04.2026' })
  })

  test.each(['any-utf-16.txt', 'any-utf-16-unmarked.txt'])('in UTF-16 with tabs and months first: %s', async (name) => {
    const { file, tasks, found } = await open(name)
    expect(file).toMatchObject({ encoding: 'UTF-16LE', delimiter: '\t' })
    expect(tasks.map(({ task }) => [task?.title, task?.startsOn, task?.dueOn, task?.assigneeId])).toEqual([
      ['Zażółć gęślą jaźń', '2026-10-13', '2026-11-02', null],
      ['日本語のタスク 🚀', null, null, 'dora'],
    ])
    expect(found.dates).toMatchObject([
      { column: 'Start', style: 'MONTH_FIRST', certain: true },
      { column: 'Due date', style: 'MONTH_FIRST', certain: true },
    ])
  })

  test('with bars, parents by title and checklists in a cell', async () => {
    const { tasks } = await open('any-bars.csv')
    expect(tasks.map(({ task, parentLine }) => [task?.title, task?.description, task?.dueOn, parentLine])).toEqual([
      ['Root', '', '2026-04-01', null],
      ['Child', 'a | b', '2026-04-13', 3],
    ])
    expect(tasks[1]?.task?.checklist).toEqual([
      { text: 'Draft', done: true },
      { text: 'Review', done: false },
    ])
  })

  test('is read as what somebody says it is', async () => {
    expect((await open('jira.csv', { source: 'CSV' })).mapping).toMatchObject({ 'Issue key': 'externalKey' })
    expect((await open('any-bars.csv', { source: 'TRELLO' })).file.source).toBe('CSV')
  })
})

test('rows that name each other as parents lose the link that closes the circle', async () => {
  const file = await readFile(new TextEncoder().encode('Title,Key,Parent\nA,1,3\nB,2,1\nC,3,2\nD,4,4\nE,5,99\n'))
  const placed = inOrder(file, suggestMapping(file, true))
  expect(placed.map(({ row, parentLine, parentKey }) => [row.cells[0]?.[0], parentLine, parentKey])).toEqual([
    ['B', null, '1'],
    ['C', 3, '2'],
    ['A', 4, '3'],
    ['D', null, '4'],
    ['E', null, '99'],
  ])
})
