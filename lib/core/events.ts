/** The kinds of record that events, notifications and the audit trail speak of. */
export const subjectTypes = [
  'organization',
  'member',
  'role',
  'team',
  'invitation',
  'client',
  'contact',
  'project',
  'payment',
  'import',
  'task',
  'comment',
  'file',
  'attachment',
  'milestone',
  'ticket',
  'lead',
  'export',
] as const
export type SubjectType = (typeof subjectTypes)[number]

/** A fact in the past tense, as a command reports it. It becomes one audit row and one outbox row. */
export type EventDraft = {
  type: string
  subject: { type: SubjectType; id: string }
  projectId?: string
  taskId?: string
  ticketId?: string
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  reason?: string
  /** What consumers need besides the ids; never a secret, never text that a reader of the event may not see. */
  payload?: Record<string, unknown>
  /** Whether a client who was given the project may learn that this happened. */
  shared?: boolean
  /** For the trail of this record only; the event of the whole (an import) tells everybody else. */
  quiet?: boolean
}

export type Changed<T> = { data: T; events: readonly [EventDraft, ...EventDraft[]] }
export type Unchanged<T> = { data: T; events: readonly [] }

/** The command changed something; at least one event says what. */
export const changed = <T>(data: T, ...events: [EventDraft, ...EventDraft[]]): Changed<T> => ({ data, events })

/** Says aloud that nothing happened, for instance because the record already was as asked. */
export const unchanged = <T>(data: T): Unchanged<T> => ({ data, events: [] })

const ignored = new Set(['updatedAt', 'version', 'createdAt', 'organizationId'])
const comparable = (value: unknown) => (value instanceof Date ? value.toISOString() : JSON.stringify(value ?? null))

/** The fields that differ between two states of a record, as `before` and `after` of an event. */
export function difference<T extends Record<string, unknown>>(before: T, after: T) {
  const names = Object.keys(after).filter(
    (name) => name in before && !ignored.has(name) && comparable(before[name]) !== comparable(after[name]),
  )
  const pick = (row: T) => Object.fromEntries(names.map((name) => [name, row[name] ?? null]))
  return { before: pick(before), after: pick(after), changed: names.length > 0 }
}
