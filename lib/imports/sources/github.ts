import { isObject, type JsonObject, objectsIn, tableOf, textOf } from '../json'
import { reader, type Table, withColumn } from '../table'
import type { CsvSource, JsonSource } from './source'

const fields: CsvSource['fields'] = [
  [/^title$/i, 'title'],
  [/^body$/i, 'description'],
  [/^(state|status)$/i, 'status'],
  [/^priority$/i, 'priority'],
  [/^assignees?$/i, 'assignee'],
  [/^labels?$/i, 'labels'],
  [/^(estimate|points|size)$/i, 'estimate'],
  [/^start date$/i, 'startsOn'],
  [/^(due date|due on)$/i, 'dueOn'],
  [/^closed[ _]?at$/i, 'completedAt'],
  [/^number$/i, 'externalKey'],
  [/^parent$/i, 'parent'],
]

/** The lists of names that a CSV keeps in one cell. */
const listed = ['labels', 'assignees', 'assignee']

/** GitHub issues as a table, as its tools write them. */
export const githubCsv: CsvSource = {
  recognizes: (has) => has('number') && has('title') && has('state'),
  fields,
  refine: (table) =>
    table.columns
      .filter((column) => listed.includes(column.toLowerCase()) && !table.lists.includes(column))
      .reduce<Table>((refined, column) => {
        const read = reader(refined)
        const split = (cells: string[]) => cells.flatMap((cell) => cell.split(/[,;]/)).map((name) => name.trim())
        return withColumn(refined, column, (row) => split(read(row, column)).filter(Boolean), true)
      }, table),
}

const namesOf = (value: unknown, key: string): string[] =>
  (Array.isArray(value) ? value : []).map((item) => (isObject(item) ? textOf(item[key]) : textOf(item))).filter(Boolean)

/** A person by the e-mail or name that the file has, otherwise by login. */
const peopleOf = (issue: JsonObject): string[] => {
  const people = objectsIn(issue.assignees).length > 0 ? objectsIn(issue.assignees) : objectsIn([issue.assignee])
  return people.map((person) => textOf(person.email) || textOf(person.name) || textOf(person.login)).filter(Boolean)
}

function stateOf(issue: JsonObject): string {
  const reason = textOf(issue.stateReason ?? issue.state_reason).toLowerCase()
  return reason === 'not_planned' ? 'Closed as not planned' : textOf(issue.state)
}

const parentOf = (issue: JsonObject): string => {
  const { parent } = issue
  return isObject(parent) ? textOf(parent.number) : (/\/issues\/(\d+)$/.exec(textOf(issue.parent_issue_url))?.[1] ?? '')
}

/** GitHub issues as JSON: what `gh issue list --json …` prints, or the REST answer of `/issues`. */
export const githubJson: JsonSource = {
  fields,
  read(value) {
    const items = objectsIn(value)
    const first = items[0]
    if (!first || !('title' in first) || !('number' in first || 'state' in first)) return null
    // REST lists pull requests among the issues.
    const issues = items.filter((item) => !isObject(item.pull_request))
    return tableOf(
      issues,
      {
        Number: (issue) => textOf(issue.number),
        Title: (issue) => textOf(issue.title),
        Body: (issue) => textOf(issue.body),
        State: stateOf,
        Labels: (issue) => namesOf(issue.labels, 'name'),
        Assignees: peopleOf,
        Milestone: (issue) => (isObject(issue.milestone) ? textOf(issue.milestone.title) : textOf(issue.milestone)),
        Parent: parentOf,
        'Created at': (issue) => textOf(issue.createdAt ?? issue.created_at),
        'Closed at': (issue) => textOf(issue.closedAt ?? issue.closed_at),
        URL: (issue) => textOf(issue.html_url ?? issue.url),
      },
      'There is no issue in this file.',
    )
  },
}
