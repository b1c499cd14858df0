import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/core/errors'
import type { Choices } from './choices'
import { readFile, suggestMapping } from './read-file'
import { type ImportWorld, rowReader } from './rows'
import { mergeColumns } from './table'

const bytes = (text: string) => new TextEncoder().encode(text)
const refusal = async (content: Uint8Array): Promise<string> => {
  try {
    await readFile(content)
  } catch (error) {
    if (error instanceof AppError) return error.problem.errors?.[0]?.message ?? ''
  }
  return 'accepted'
}

describe('a file is read', () => {
  test.each([
    ['with commas', 'Title,Text\na,b\n', ','],
    ['with semicolons', 'Title;Text\na;b\n', ';'],
    ['with tabs', 'Title\tText\na\tb\n', '\t'],
    ['with bars', 'Title|Text\na|b\n', '|'],
    ['with the separator named in its first line', 'sep=;\nTitle;Text\na;b\n', ';'],
    ['with CRLF', 'Title,Text\r\na,b\r\n', ','],
    ['with a BOM', '\uFEFFTitle,Text\na,b', ','],
  ])('%s', async (_, text, delimiter) => {
    expect(await readFile(bytes(text))).toMatchObject({
      delimiter,
      columns: ['Title', 'Text'],
      rows: [{ line: 2, cells: [['a'], ['b']] }],
    })
  })

  test('in Windows-1252 and UTF-16, as Excel writes them', async () => {
    expect(await readFile(Buffer.from('Title\nGr\u00fc\u00dfe \u0080', 'latin1'))).toMatchObject({
      encoding: 'Windows-1252',
      rows: [{ cells: [['Grüße €']] }],
    })
    expect(
      await readFile(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Title\nGrüße', 'utf16le')])),
    ).toMatchObject({
      encoding: 'UTF-16LE',
      rows: [{ cells: [['Grüße']] }],
    })
  })

  test('to the letter: quotes, line ends, formulas, emoji and right-to-left text', async () => {
    const cells = ['say "hi"\r\nthere', '=1+1', '😀👩‍👩‍👧', 'שלום', '<script>alert(1)</script>', '  spaces  ']
    const text = `a,b,c,d,e,f\n${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}`
    expect((await readFile(bytes(text))).rows[0]?.cells.flat()).toEqual(cells)
  })

  test('with repeated headings as one column of lists', async () => {
    expect(await readFile(bytes('Title,Labels,Labels,\na,b,c,d\ne,,f,'))).toMatchObject({
      columns: ['Title', 'Labels', 'Column 4'],
      lists: ['Labels'],
      rows: [{ cells: [['a'], ['b', 'c'], ['d']] }, { cells: [['e'], ['f'], ['']] }],
    })
  })

  test('of 10,000 issues in parts, so that others are served meanwhile', async () => {
    const row = (n: number) => `KEY-${n},"Title ${n} 😀, quoted","${'A line of text.\n'.repeat(60)}",ui,api`
    const content = bytes(
      `Issue key,Summary,Description,Labels,Labels\n${Array.from({ length: 10_000 }, (_, n) => row(n)).join('\n')}`,
    )
    let turns = 0
    const ticking = setInterval(() => turns++, 1)
    const { rows } = await readFile(content)
    clearInterval(ticking)
    expect(rows).toHaveLength(10_000)
    expect(rows[9_999]?.cells[1]).toEqual(['Title 9999 😀, quoted'])
    expect(turns).toBeGreaterThan(10)
  })
})

describe('a file is refused in words', () => {
  test('when it is no CSV, empty, or only a heading', async () => {
    expect(await refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]))).toContain('not a text file')
    expect(await refusal(bytes('a,b\n"open,1\n'))).toContain('quotes do not match')
    expect(await refusal(bytes('\n\n'))).toContain('empty')
    expect(await refusal(bytes('Title\n'))).toContain('no rows')
    expect(await refusal(bytes('{"cards": ['))).toContain('cannot be read')
    expect(await refusal(bytes('{"anything": 1}'))).toContain('neither a Trello board nor')
    expect(await refusal(bytes('{"cards": [], "lists": []}'))).toContain('no card')
  })

  test('when it has a million rows, without reading them all', async () => {
    const began = process.cpuUsage().user
    expect(await refusal(bytes(`Title\n${'x\n'.repeat(1_000_000)}`))).toContain('more than 50,000 rows')
    expect((process.cpuUsage().user - began) / 1_000).toBeLessThan(5_000)
  })
})

describe('a row becomes a task or says what is wrong', () => {
  const assignees = new Map([['dora@acme.test', 'm-1']])
  const world: ImportWorld = {
    assignees,
    unlocked: true,
    mayAssign: true,
    mayComment: true,
    outsiders: new Map([['olga@acme.test', { id: 'm-9', name: 'Olga Out' }]]),
    existing: new Map(),
  }
  const columns = ['Summary', 'Status', 'Priority', 'Story points', 'Due date', 'Assignee', 'Labels']
  const tableOf = (cells: string[]) => mergeColumns(columns, [{ line: 7, cells }])
  const mapping = suggestMapping({ ...tableOf([]), source: 'CSV', delimiter: ',' }, true)
  const plain: Choices = { source: 'CSV', mapping, statuses: {}, people: {}, dates: {}, existing: 'IMPORT', join: [] }
  const readIn = (against: ImportWorld, choices: Partial<Choices>, cells: string[]) => {
    const table = tableOf(cells)
    return rowReader(table, { ...plain, ...choices }, against)(table.rows[0]!)
  }
  const row = (...cells: string[]) => readIn(world, {}, cells)

  test('columns are recognized by their usual names', () => {
    expect(mapping).toEqual({
      Summary: 'title',
      Status: 'status',
      Priority: 'priority',
      'Story points': 'estimate',
      'Due date': 'dueOn',
      Assignee: 'assignee',
      Labels: 'labels',
    })
  })

  test('people, dates, words and numbers as trackers write them', () => {
    expect(
      row('Fix it ', 'In Progress', 'Blocker', '2,5', '20/Nov/26 3:04 PM', 'Dora@acme.test', 'ui; api').task,
    ).toMatchObject({
      title: 'Fix it ',
      status: 'IN_PROGRESS',
      priority: 'URGENT',
      estimate: 2.5,
      dueOn: '2026-11-20',
      assigneeId: 'm-1',
      labels: ['ui', 'api'],
    })
  })

  test('each wrong cell by its column', () => {
    expect(
      row(' ', 'Limbo', 'Odd', 'many', '2026-02-30', 'nobody@acme.test', '').errors.map((error) => error.column),
    ).toEqual(['Summary', 'Status', 'Priority', 'Story points', 'Due date', 'Assignee'])
    expect(row('short row').errors[0]?.message).toBe('This row has 1 columns, the heading has 7.')
  })

  test('work that has begun is refused before the payment', () => {
    const done = ['A', 'Done', '', '', '', '', '']
    const locked = { ...world, unlocked: false }
    expect(readIn(locked, {}, done).errors[0]?.message).toContain('required share')
    expect(readIn(locked, { statuses: { '*': 'TODO' } }, done).task?.status).toBe('TODO')
    expect(readIn(locked, { statuses: { Done: 'DONE' } }, done).errors[0]?.message).toContain('required share')
  })

  test('words and people are what somebody says they are, each by itself or all others together', () => {
    const cells = ['A', 'Limbo', '', '', '', 'Somebody', '']
    expect(readIn(world, { statuses: { Limbo: 'DONE' }, people: { Somebody: 'm-1' } }, cells).task).toMatchObject({
      status: 'DONE',
      assigneeId: 'm-1',
    })
    expect(readIn(world, { statuses: { '*': 'TODO' }, people: { '*': '' } }, cells).task).toMatchObject({
      status: 'TODO',
      assigneeId: null,
    })
    expect(readIn(world, { statuses: { Limbo: 'SKIP' } }, cells)).toEqual({ task: null, errors: [] })
    expect(
      readIn(world, { people: { Somebody: 'm-2' }, statuses: { '*': 'TODO' } }, cells).errors[0]?.message,
    ).toContain('not on the project')
  })

  test('rows whose key is there already are left out when asked', () => {
    const keyed = { ...plain, mapping: { Summary: 'title', Labels: 'externalKey' } as Choices['mapping'] }
    const cells = ['A', '', '', '', '', '', 'OLD-1']
    const existing = new Map([['old-1', 't-1']])
    expect(readIn({ ...world, existing }, { ...keyed, existing: 'SKIP' }, cells)).toEqual({ task: null, errors: [] })
    expect(readIn({ ...world, existing }, keyed, cells).task).toMatchObject({ externalKey: 'OLD-1' })
  })
})
