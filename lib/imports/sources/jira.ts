import { reader, type Table, withColumn } from '../table'
import type { CsvSource } from './source'

const seconds = 'Original Estimate'
const worded = 'Original estimate'
/** Jira writes an original estimate as seconds of work; here it becomes hours. */
const hours = 'Original estimate in hours'

const inHours = (text: string) => (/^\d+$/.test(text) ? String(Math.round(Number(text) / 36) / 100) : text)

/** Comments name their writers by an id; the columns of assignees and reporters say who that is. */
function withNames(table: Table): Table {
  const read = reader(table)
  const comments = table.columns.find((name) => /^comments?$/i.test(name))
  if (!comments) return table
  const names = new Map<string, string>()
  for (const person of ['Assignee', 'Reporter', 'Creator'])
    for (const row of table.rows) {
      const [id, name] = [read(row, `${person} Id`)[0]?.trim(), read(row, person)[0]?.trim()]
      if (id && name) names.set(id, name)
    }
  const spoken = (cell: string) =>
    cell.replace(/^([^;\n]{6,40};)([^;\n]+);/, (whole, at: string, id: string) =>
      names.has(id.trim()) ? `${at}${names.get(id.trim())};` : whole,
    )
  return withColumn(table, comments, (row) => read(row, comments).map(spoken), table.lists.includes(comments))
}

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
    [/^resolved$/i, 'completedAt'],
    [/^issue key$/i, 'externalKey'],
    [/^issue id$/i, 'otherId'],
    [/^(sprint|custom field \(sprint\))$/i, 'sprint'],
    [/^comments?$/i, 'comments'],
    [/^(parent( (id|key))?|custom field \(epic link\))$/i, 'parent'],
  ],
  refine(table) {
    const read = reader(table)
    const column = table.columns.find((name) => name === seconds || name === worded)
    const named = withNames(table)
    return column ? withColumn(named, hours, (row) => read(row, column).map(inHours)) : named
  },
}
