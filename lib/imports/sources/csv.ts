import type { CsvSource } from './source'

/** Any other table: columns by the names that people usually give them. */
export const csv: CsvSource = {
  recognizes: () => true,
  fields: [
    [/^(title|summary|subject|name|task( name)?|card name|issue summary|titel|betreff)$/i, 'title'],
    [/^(description|desc|body|details|notes|beschreibung|card description)$/i, 'description'],
    [/^(status|state|list( name)?|column|section\/column)$/i, 'status'],
    [/^(priority|prio|priorität)$/i, 'priority'],
    [/^(assignee( e-?mail)?|assigned to|owner|members|bearbeiter)$/i, 'assignee'],
    [/^(labels?|tags?|components?)$/i, 'labels'],
    [/^(story ?points?|estimate|points|custom field \(story points\)|aufwand)$/i, 'estimate'],
    [/^(start|start ?date|begin|starts on|startdatum)$/i, 'startsOn'],
    [/^(due|due ?date|deadline|end ?date|fällig|due on)$/i, 'dueOn'],
    [/^(completed|closed|done|finished)[ _](at|on)$/i, 'completedAt'],
    [/^(issue key|key|id|issue id|task id|number|card id)$/i, 'externalKey'],
    [/^(parent( (key|id|task|issue))?|epic|übergeordnet)$/i, 'parent'],
    [/^(check ?lists?|sub-?items|to-?dos)$/i, 'checklist'],
  ],
  refine: (table) => table,
}
