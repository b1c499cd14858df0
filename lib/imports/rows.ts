import { z } from 'zod'
import { line } from '@/lib/core/text'
import { type TaskPriority, type TaskStatus, taskFields } from '@/lib/tasks/schema'
import type { Csv } from './csv'
import type { ImportField } from './schema'

export type RowError = { line: number; column: string; message: string }
export type TaskRow = {
  line: number
  title: string
  description: string
  status: TaskStatus
  priority: TaskPriority
  assigneeId: string | null
  labels: string[]
  estimate: number | null
  startsOn: string | null
  dueOn: string | null
  externalKey: string | null
}

/** What a file is read against: who can be assigned, and whether work may have started. */
export type ImportWorld = { assignees: Map<string, string>; unlocked: boolean; mayAssign: boolean }

const synonyms: Record<ImportField, RegExp> = {
  title: /^(title|summary|subject|name|task( name)?|card name|issue summary|titel|betreff)$/i,
  description: /^(description|desc|body|details|notes|beschreibung|card description)$/i,
  status: /^(status|state|list( name)?|column|section\/column)$/i,
  priority: /^(priority|prio|priorität)$/i,
  assignee: /^(assignee( email)?|assigned to|owner|members|bearbeiter)$/i,
  labels: /^(labels?|tags?|components?)( \(\d+\))?$/i,
  estimate: /^(story ?points?|estimate|points|custom field \(story points\)|aufwand)$/i,
  startsOn: /^(start|start ?date|begin|starts on|startdatum)$/i,
  dueOn: /^(due|due ?date|deadline|end ?date|fällig|due on)$/i,
  externalKey: /^(issue key|key|id|issue id|task id|number|card id)$/i,
}

/** Which column is probably which field; the first that fits wins, labels take all that fit. */
export function suggestMapping(columns: string[]): Record<string, ImportField> {
  const mapping: Record<string, ImportField> = {}
  for (const column of columns) {
    const field = (Object.keys(synonyms) as ImportField[]).find(
      (candidate) =>
        synonyms[candidate].test(column.trim()) &&
        (candidate === 'labels' || !Object.values(mapping).includes(candidate)),
    )
    if (field) mapping[column] = field
  }
  return mapping
}

const statusWords: [TaskStatus, RegExp][] = [
  ['DONE', /^(done|closed|resolved|complete[d]?|finished|erledigt|fertig)$/i],
  ['IN_PROGRESS', /^(in.?progress|doing|started|in.?review|active|in arbeit)$/i],
  ['TODO', /^(to.?do|open|new|backlog|reopened|selected for development|offen|)$/i],
]
const priorityWords: [TaskPriority, RegExp][] = [
  ['URGENT', /^(urgent|highest|blocker|critical|p0)$/i],
  ['HIGH', /^(high|major|p1|hoch)$/i],
  ['MEDIUM', /^(medium|normal|p2|mittel)$/i],
  ['LOW', /^(low|lowest|minor|trivial|p3|p4|niedrig)$/i],
  ['NONE', /^(none|)$/i],
]
const wordFor = <T>(table: [T, RegExp][], text: string): T | undefined =>
  table.find(([, words]) => words.test(text.trim()))?.[0]

/** `2026-11-20`, `20.11.2026`, `11/20/2026` or `20/Nov/26 3:04 PM` as an ISO date; undefined when it is none of these. */
function readDate(text: string): string | undefined {
  const plain = text.trim().split(/[T ]/)[0] ?? ''
  const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain)
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(plain)
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(plain)
  const worded = /^(\d{1,2})[/-]([A-Za-z]{3})[/-](\d{2}|\d{4})$/.exec(plain)
  const parts = iso
    ? [iso[1], iso[2], iso[3]]
    : dotted
      ? [dotted[3], dotted[2], dotted[1]]
      : slashed
        ? [slashed[3], slashed[1], slashed[2]]
        : worded
          ? [worded[3]?.padStart(4, '20'), String(months.indexOf((worded[2] ?? '').toLowerCase()) + 1), worded[1]]
          : []
  const [year, month, day] = parts as [string, string, string]
  const candidate = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  return z.iso.date().safeParse(candidate).success ? candidate : undefined
}

/** Reads one row as a task, or says what is wrong with it, by column. */
export function readRow(
  { line: at, cells }: Csv['rows'][number],
  columns: string[],
  mapping: Record<string, ImportField>,
  world: ImportWorld,
): { task: TaskRow; errors: [] } | { task: null; errors: RowError[] } {
  const errors: RowError[] = []
  const columnOf = (field: ImportField) => columns.find((column) => mapping[column] === field) ?? ''
  const cell = (field: ImportField) => cells[columns.indexOf(columnOf(field))] ?? ''
  const wrong = (field: ImportField, message: string): undefined => {
    errors.push({ line: at, column: columnOf(field), message })
  }
  const checked = <T>(field: ImportField, schema: z.ZodType<T>, value: unknown): T | undefined => {
    const parsed = schema.safeParse(value)
    if (!parsed.success) wrong(field, parsed.error.issues[0]?.message ?? 'This is not valid.')
    return parsed.data
  }
  const dated = (field: 'startsOn' | 'dueOn') => {
    const text = cell(field)
    const date = text.trim() ? readDate(text) : null
    if (date === undefined) wrong(field, `“${text.slice(0, 40)}” is not a date such as 2026-11-20.`)
    return date ?? null
  }

  if (cells.length !== columns.length)
    errors.push({
      line: at,
      column: '',
      message: `This row has ${cells.length} columns, the heading has ${columns.length}.`,
    })
  const title =
    cell('title').trim() === ''
      ? wrong('title', 'The title is empty.')
      : checked('title', taskFields.title, cell('title'))
  const description = checked('description', taskFields.description, cell('description'))
  const status = wordFor(statusWords, cell('status'))
  if (!status) wrong('status', `“${cell('status').slice(0, 40)}” is not a status: use To do, In progress or Done.`)
  else if (status !== 'TODO' && !world.unlocked)
    wrong('status', 'Work may not start before the required share of the price is verified.')
  const priority = wordFor(priorityWords, cell('priority'))
  if (!priority) wrong('priority', `“${cell('priority').slice(0, 40)}” is not a priority.`)

  const points = cell('estimate').trim()
  const number = Number(points.replace(',', '.'))
  const estimate = !points
    ? null
    : Number.isFinite(number)
      ? checked('estimate', taskFields.estimate, number)
      : wrong('estimate', `“${points.slice(0, 40)}” is not a number.`)
  const [startsOn, dueOn] = [dated('startsOn'), dated('dueOn')]
  if (startsOn && dueOn && dueOn < startsOn) wrong('dueOn', 'The due date is before the start.')

  const person = cell('assignee').trim().toLowerCase()
  const assigneeId = person ? world.assignees.get(person) : null
  if (person && !world.mayAssign) wrong('assignee', 'You may not assign tasks here; leave this column out.')
  else if (assigneeId === undefined)
    wrong('assignee', `Nobody on this project has the address “${person.slice(0, 60)}”.`)

  const labels = columns
    .flatMap((column, index) => (mapping[column] === 'labels' ? (cells[index] ?? '').split(/[,;]/) : []))
    .map((label) => label.trim())
    .filter(Boolean)
  for (const label of labels) checked('labels', line(60), label)
  const externalKey = cell('externalKey').trim().slice(0, 100) || null

  if (errors.length > 0 || title === undefined || description === undefined || !status || !priority)
    return { task: null, errors }
  return {
    task: {
      line: at,
      title,
      description,
      status,
      priority,
      assigneeId: assigneeId ?? null,
      labels: [...new Set(labels)],
      estimate: estimate ?? null,
      startsOn,
      dueOn,
      externalKey,
    },
    errors: [],
  }
}
