import type { z } from 'zod'
import { mostItems } from '@/lib/checklists/schema'
import { line } from '@/lib/core/text'
import { type TaskPriority, type TaskStatus, taskFields } from '@/lib/tasks/schema'
import type { Choices } from './choices'
import { byField } from './columns'
import { readDate, readInstant, recognizeStyle } from './dates'
import { type Assignable, type Outsiders, outsiderFor, personFor } from './people'
import { everyOther, startsWork, statusPreset } from './policy'
import { type Remark, readRemark } from './remarks'
import { type DateField, type DateStyle, dateFields, type ImportField, type StatusChoice } from './schema'
import type { Table, TableRow } from './table'
import { priorityMeant, sprintLabel, statusMeant } from './words'

export type RowError = { line: number; column: string; message: string }
export type ReadTask = {
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
  /** When it was done, where the file says so. */
  completedAt: Date | null
  checklist: { text: string; done: boolean }[]
  comments: Remark[]
}
/** A row as a task, or what is wrong with it, or nothing of both when it is left out by choice. */
export type ReadRow = { task: ReadTask | null; errors: RowError[] }

/** What rows are read against: who can be assigned, whether work may have started, which keys the project has already. */
export type ImportWorld = {
  assignees: Assignable
  unlocked: boolean
  mayAssign: boolean
  mayComment: boolean
  /** Colleagues whom the file names and who are not on the project. */
  outsiders: Outsiders
  existing: ReadonlyMap<string, string>
}

/** How the dates of a column are read: as chosen, otherwise as the whole column seems to be meant. */
export function stylesOf(table: Table, choices: Choices) {
  const fields = byField(table, choices.mapping)
  const of = (field: DateField) => {
    const [column] = fields.columnsOf(field)
    if (column === undefined) return null
    const found = recognizeStyle(table.rows.map((row) => fields.first(row, field)))
    return {
      column,
      ...found,
      style: choices.dates[column] ?? found.style,
      certain: found.certain || column in choices.dates,
    }
  }
  const found = dateFields.map(of)
  // One program writes all columns: what is certain in one tells about the others.
  const telling = found.find((one) => one?.certain && /_FIRST$/.test(one.style))
  const [startsOn, dueOn, completedAt] = found.map((guess) =>
    guess && !guess.certain && telling ? { ...guess, style: telling.style, certain: true } : guess,
  )
  return { startsOn, dueOn, completedAt }
}

const longestItem = 500
const ticked = /^\s*(?:[-*] )?\[([ xX]?)\]\s*/

/** Lines of a checklist; what does not fit into one stays readable in the description. */
function readChecklist(cells: string[]) {
  const items = cells
    .flatMap((cell) => cell.split('\n'))
    .map((text) => ({ text: text.replace(ticked, '').trim(), done: /x/i.test(ticked.exec(text)?.[1] ?? '') }))
    .filter(({ text }) => text !== '')
  const fits = items.filter(({ text }, index) => index < mostItems && text.length <= longestItem)
  const rest = items.filter((item) => !fits.includes(item)).map(({ text, done }) => `- [${done ? 'x' : ' '}] ${text}`)
  return { fits, rest: rest.join('\n') }
}

/** Prepares reading the rows of a table as tasks; what is the same for all of them is worked out once. */
export function rowReader(table: Table, choices: Choices, world: ImportWorld): (row: TableRow) => ReadRow {
  const fields = byField(table, choices.mapping)
  const styles = stylesOf(table, choices)
  const assignees = new Set(world.assignees.values())
  const labelColumns = table.columns.flatMap((column, at) =>
    choices.mapping[column] === 'labels' ? [{ at, whole: table.lists.includes(column) }] : [],
  )

  const statusOf = (word: string): StatusChoice | undefined => {
    const chosen = choices.statuses[word]
    if (chosen) return chosen
    const meant = statusMeant(word)
    return statusPreset(meant, world.unlocked) ?? choices.statuses[everyOther] ?? meant
  }

  return (row) => {
    const errors: RowError[] = []
    const wrong = (field: ImportField, message: string): undefined => {
      errors.push({ line: row.line, column: fields.columnsOf(field)[0] ?? '', message })
    }
    const checked = <T>(field: ImportField, schema: z.ZodType<T>, value: unknown): T | undefined => {
      const parsed = schema.safeParse(value)
      if (!parsed.success) wrong(field, parsed.error.issues[0]?.message ?? 'This is not valid.')
      return parsed.data
    }
    const quoted = (text: string, length = 40) => `“${text.trim().slice(0, length)}”`
    const cell = (field: ImportField) => fields.first(row, field)
    const dated = (field: 'startsOn' | 'dueOn') => {
      const text = cell(field)
      const style: DateStyle = styles[field]?.style ?? 'ISO'
      const date = text ? readDate(text, style) : null
      if (date === undefined) wrong(field, `${quoted(text)} is not a date such as 2026-11-20.`)
      return date ?? null
    }

    const word = cell('status').trim()
    const status = statusOf(word)
    const externalKey = cell('externalKey').trim().slice(0, 100) || null
    const known = externalKey !== null && world.existing.has(externalKey.toLowerCase())
    if (!row.problem && (status === 'SKIP' || (choices.existing === 'SKIP' && known))) return { task: null, errors }

    if (row.problem) errors.push({ line: row.line, column: '', message: row.problem })
    const title = cell('title')
      ? checked('title', taskFields.title, cell('title'))
      : wrong('title', 'The title is empty.')
    const checklist = readChecklist(fields.values(row, 'checklist'))
    const text = [...fields.raw(row, 'description'), checklist.rest].filter((part) => part !== '').join('\n\n')
    const description = checked('description', taskFields.description, text)
    if (!status) wrong('status', `${quoted(word)} is not a status: use To do, In progress or Done.`)
    else if (startsWork(status) && !world.unlocked)
      wrong('status', 'Work may not start before the required share of the price is verified.')
    const priority = priorityMeant(cell('priority'))
    if (!priority) wrong('priority', `${quoted(cell('priority'))} is not a priority.`)

    const points = cell('estimate').trim()
    const number = Number(points.replace(',', '.'))
    const estimate = !points
      ? null
      : Number.isFinite(number)
        ? checked('estimate', taskFields.estimate, number)
        : wrong('estimate', `${quoted(points)} is not a number.`)
    const [startsOn, dueOn] = [dated('startsOn'), dated('dueOn')]
    if (startsOn && dueOn && dueOn < startsOn) wrong('dueOn', 'The due date is before the start.')

    const people = fields.values(row, 'assignee')
    const meant = people.map((person) => {
      const found = personFor(person, world.assignees, choices.people)
      // A colleague who does not join leaves the task unassigned; the choice said so before.
      return found === undefined && outsiderFor(person, world.outsiders) ? null : found
    })
    // A task has one assignee: the first of several whom the project knows.
    const assigneeId = meant.find(Boolean) ?? (meant.includes(undefined) ? undefined : null)
    if (people.length > 0 && !world.mayAssign && assigneeId !== null)
      wrong('assignee', 'You may not assign tasks here; leave this column out.')
    else if (assigneeId === undefined)
      wrong('assignee', `Nobody on this project has the address or name ${quoted(people.join(', '), 60)}.`)
    else if (assigneeId !== null && !assignees.has(assigneeId))
      wrong('assignee', 'This person is not on the project. Add them to its staff first.')

    const completed = status === 'DONE' ? cell('completedAt') : ''
    const completedAt = completed ? readInstant(completed, styles.completedAt?.style ?? 'ISO') : null
    if (completedAt === undefined) wrong('completedAt', `${quoted(completed)} is not a date such as 2026-11-20.`)
    const said = fields.values(row, 'comments')
    if (said.length > 0 && !world.mayComment) wrong('comments', 'You may not comment here; leave this column out.')

    const labels = labelColumns
      .flatMap(({ at, whole }) =>
        whole ? (row.cells[at] ?? []) : (row.cells[at] ?? []).flatMap((names) => names.split(/[,;]/)),
      )
      .flatMap((name) => (name.trim() ? (checked('labels', line(60), name) ?? []) : []))

    if (errors.length > 0 || title === undefined || description === undefined || !priority)
      return { task: null, errors }
    return {
      task: {
        line: row.line,
        title,
        description,
        status: status as TaskStatus,
        priority,
        assigneeId: assigneeId ?? null,
        labels: [...new Set([...labels, ...fields.values(row, 'sprint').map(sprintLabel)])],
        estimate: estimate ?? null,
        startsOn,
        dueOn,
        externalKey,
        completedAt: completedAt ?? null,
        checklist: checklist.fits,
        comments: said.flatMap((text) => readRemark(text, choices.source, world.assignees, world.outsiders) ?? []),
      },
      errors: [],
    }
  }
}
