import type { TaskPriority } from '@/lib/tasks/schema'
import type { ImportSource, StatusChoice } from './schema'

/** What trackers call a status; a word that is not here is asked about. */
const statuses: [StatusChoice, RegExp][] = [
  [
    'DONE',
    /^(done|closed|resolved|completed?|finished|shipped|released|deployed|merged|fixed|accepted|cancell?ed|duplicate|rejected|declined|won['’]?t (do|fix)|closed as not planned|erledigt|fertig|abgeschlossen)$/i,
  ],
  [
    'IN_PROGRESS',
    /^(in.?progress|doing|started|active|ongoing|wip|working on it|in.?development|(in |code |peer )?review|in.?review|in.?test(ing)?|testing|(in )?qa|verification|in arbeit|in bearbeitung)$/i,
  ],
  [
    'TODO',
    /^(to.?do|open|opened|new|backlog|icebox|inbox|reopened|planned|not started|pending|triage|selected for development|ready( for dev(elopment)?)?|next|this week|offen|neu|)$/i,
  ],
  ['SKIP', /^archived$/i],
]
const priorities: [TaskPriority, RegExp][] = [
  ['URGENT', /^(urgent|highest|blocker|critical|p0|dringend)$/i],
  ['HIGH', /^(high|major|p1|hoch)$/i],
  ['MEDIUM', /^(medium|normal|p2|mittel)$/i],
  ['LOW', /^(low|lowest|minor|trivial|p3|p4|niedrig)$/i],
  ['NONE', /^(none|no priority|)$/i],
]
const meaning = <T>(table: [T, RegExp][], text: string): T | undefined => {
  // “✅ Done” and “Done!” mean what “Done” means.
  const word = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return table.find(([, words]) => words.test(word))?.[0]
}

export const statusMeant = (text: string): StatusChoice | undefined => meaning(statuses, text)
export const priorityMeant = (text: string): TaskPriority | undefined => meaning(priorities, text)

const programs: Record<ImportSource, string> = {
  CSV: 'a table',
  JIRA: 'Jira',
  TRELLO: 'Trello',
  ASANA: 'Asana',
  GITHUB: 'GitHub',
}

/** The first line of a comment that was written in another program. */
export const saidBefore = (source: ImportSource, author: string, day: string): string => {
  const facts = [author, day].filter(Boolean).join(', ')
  return `Imported from ${programs[source]}${facts ? `: ${facts}` : ''}`
}

/** A sprint lives on as a label. */
export const sprintLabel = (name: string): string => `Sprint: ${name.trim()}`.slice(0, 60)
