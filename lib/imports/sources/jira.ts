import { reader, withColumn } from '../table'
import type { CsvSource } from './source'

const seconds = 'Original Estimate'
const worded = 'Original estimate'
/** Jira writes an original estimate as seconds of work; here it becomes hours. */
const hours = 'Original estimate in hours'

const inHours = (text: string) => (/^\d+$/.test(text) ? String(Math.round(Number(text) / 36) / 100) : text)

/** Jira, Cloud and Data Center: one row per issue, one column per label, comment, sprint and watcher. */
export const jira: CsvSource = {
  recognizes: (has) => has('Issue key') && has('Summary'),
  fields: [
    [/^summary$/i, 'title'],
    [/^description$/i, 'description'],
    [/^status$/i, 'status'],
    [/^priority$/i, 'priority'],
    [/^assignee$/i, 'assignee'],
    [/^(labels|components?(\/s)?)$/i, 'labels'],
    [/^custom field \(story points?( estimate)?\)$/i, 'estimate'],
    [/^story points?( estimate)?$/i, 'estimate'],
    [/^original estimate in hours$/i, 'estimate'],
    [/^(custom field \()?start date\)?$/i, 'startsOn'],
    [/^due ?date$/i, 'dueOn'],
    [/^issue key$/i, 'externalKey'],
    [/^issue id$/i, 'otherId'],
    [/^(parent( (id|key))?|custom field \(epic link\))$/i, 'parent'],
  ],
  refine(table) {
    const read = reader(table)
    const column = table.columns.find((name) => name === seconds || name === worded)
    return column ? withColumn(table, hours, (row) => read(row, column).map(inHours)) : table
  },
}
