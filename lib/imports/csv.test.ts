import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/core/errors'
import { readCsv } from './csv'
import { type ImportWorld, readRow, suggestMapping } from './rows'

const bytes = (text: string) => new TextEncoder().encode(text)
const refusal = (content: Uint8Array): string => {
  try {
    readCsv(content)
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
    ['with CRLF', 'Title,Text\r\na,b\r\n', ','],
    ['with a BOM', '\uFEFFTitle,Text\na,b', ','],
  ])('%s', (_, text, delimiter) => {
    expect(readCsv(bytes(text))).toMatchObject({
      delimiter,
      columns: ['Title', 'Text'],
      rows: [{ line: 2, cells: ['a', 'b'] }],
    })
  })

  test('in Windows-1252 and UTF-16, as Excel writes them', () => {
    expect(readCsv(Buffer.from('Title\nGr\u00fc\u00dfe \u0080', 'latin1'))).toMatchObject({
      encoding: 'Windows-1252',
      rows: [{ cells: ['Grüße €'] }],
    })
    expect(readCsv(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Title\nGrüße', 'utf16le')]))).toMatchObject({
      encoding: 'UTF-16LE',
      rows: [{ cells: ['Grüße'] }],
    })
  })

  test('to the letter: quotes, line ends, formulas, emoji and right-to-left text', () => {
    const cells = ['say "hi"\r\nthere', '=1+1', '😀👩‍👩‍👧', 'שלום', '<script>alert(1)</script>', '  spaces  ']
    const text = `a,b,c,d,e,f\n${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}`
    expect(readCsv(bytes(text)).rows[0]?.cells).toEqual(cells)
  })

  test('with repeated headings, each of its own', () => {
    expect(readCsv(bytes('Title,Labels,Labels,\na,b,c,d')).columns).toEqual([
      'Title',
      'Labels',
      'Labels (2)',
      'Column 4',
    ])
  })
})

describe('a file is refused in words', () => {
  test('when it is no CSV, empty, or only a heading', () => {
    expect(refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]))).toContain('not a text file')
    expect(refusal(bytes('a,b\n"open,1\n'))).toContain('quotes do not match')
    expect(refusal(bytes('\n\n'))).toContain('empty')
    expect(refusal(bytes('Title\n'))).toContain('no rows')
  })

  test('when it has a million rows, without reading them all', () => {
    const began = Date.now()
    expect(refusal(bytes(`Title\n${'x\n'.repeat(1_000_000)}`))).toContain('more than 50,000 rows')
    expect(Date.now() - began).toBeLessThan(5_000)
  })
})

describe('a row becomes a task or says what is wrong', () => {
  const world: ImportWorld = { assignees: new Map([['dora@acme.test', 'm-1']]), unlocked: true, mayAssign: true }
  const columns = ['Summary', 'Status', 'Priority', 'Story points', 'Due date', 'Assignee', 'Labels']
  const mapping = suggestMapping(columns)
  const row = (...cells: string[]) => readRow({ line: 7, cells }, columns, mapping, world)

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
    const locked = readRow({ line: 2, cells: ['A', 'Done', '', '', '', '', ''] }, columns, mapping, {
      ...world,
      unlocked: false,
    })
    expect(locked.errors[0]?.message).toContain('required share')
  })
})
