import { reader, withColumn } from '../table'
import type { CsvSource } from './source'

const splitTags = (cells: string[]) =>
  cells
    .flatMap((cell) => cell.split(','))
    .map((tag) => tag.trim())
    .filter(Boolean)

/** Asana: a finished task still stands in its section, and says by a date that it is done. */
export const asana: CsvSource = {
  recognizes: (has) => has('Task ID') && (has('Section/Column') || has('Completed At')),
  fields: [
    [/^name$/i, 'title'],
    [/^notes$/i, 'description'],
    [/^status$/i, 'status'],
    [/^priority$/i, 'priority'],
    [/^assignee email$/i, 'assignee'],
    [/^assignee$/i, 'assignee'],
    [/^tags$/i, 'labels'],
    [/^(estimated time|estimate|story points|points)$/i, 'estimate'],
    [/^start date$/i, 'startsOn'],
    [/^due date$/i, 'dueOn'],
    [/^completed at$/i, 'completedAt'],
    [/^task id$/i, 'externalKey'],
    [/^parent task$/i, 'parent'],
  ],
  refine(table) {
    const read = reader(table)
    const section = table.columns.find((name) => name === 'Section/Column') ?? 'Column'
    const status = withColumn(table, 'Status', (row) =>
      (read(row, 'Completed At')[0] ?? '').trim() === '' ? read(row, section) : ['Completed'],
    )
    return table.columns.includes('Tags')
      ? withColumn(status, 'Tags', (row) => splitTags(read(row, 'Tags')), true)
      : status
  },
}
