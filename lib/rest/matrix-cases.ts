import type { Permission } from '@/lib/core/permissions'
import type {
  AttachmentFact,
  ClientFact,
  CommentFact,
  Facts,
  ImportFact,
  InvitationFact,
  Kind,
  NoticeFact,
  PaymentFact,
  PersonFact,
  ProjectFact,
  RoleFact,
  TaskFact,
  TeamFact,
  TicketFact,
} from './matrix-facts'
import type { Oracle } from './matrix-oracle'

/** The shapes that questions of the matrix come in: about one record, a change of it, a list below it. */

export type Expected = {
  status: number
  code?: string
  missing?: Permission
  /** What a write leaves in the trail, other than an entry of the actor's: none, or one in an organization of its own. */
  told?: 'nothing' | 'elsewhere'
}
type Rows = {
  client: ClientFact
  project: ProjectFact
  task: TaskFact
  ticket: TicketFact
  payment: PaymentFact
  comment: CommentFact
  attachment: AttachmentFact
  import: ImportFact
  invitation: InvitationFact
  notice: NoticeFact
  role: RoleFact
  team: TeamFact
  member: PersonFact
}
/** A request's body is made for one record (`row` is missing where there is none behind `id`). */
export type Sample<Row> = { facts: Facts; id: string; row: Row | undefined }
type Body<Row> = (sample: Sample<Row>) => unknown
type Expect<Row> = (o: Oracle, who: string, row: Row | undefined, id: string) => Expected
export type Case<Row = unknown> = {
  /** What it shows, where an operation has several. */
  name?: string
  kind?: Kind
  body?: Body<Row>
  /** What follows the path, for one record. */
  query?: string | ((id: string) => string)
  csv?: string
  /** Sent as the field `file` of a form. */
  file?: { name: string; content: string }
  /** The id of what hangs on the record, where it is not the record's own. */
  hangs?: (sample: Sample<Row>) => string | undefined
  /** Somebody who is asked about nothing else, because nothing else could show it. */
  by?: string
  expect: Expect<Row>
}

export const ok = (status = 200): Expected => ({ status })
/** A write that found everything as it was asked for. */
export const asItWas = (status = 200): Expected => ({ status, told: 'nothing' })
export const absent: Expected = { status: 404, code: 'NOT_FOUND' }
export const invalid: Expected = { status: 400, code: 'INVALID' }
export const lacks = (missing: Permission): Expected => ({ status: 403, code: 'FORBIDDEN', missing })

export const on = <K extends Kind>(kind: K, rest: Omit<Case<Rows[K]>, 'kind'>) => ({ kind, ...rest }) as Case
export const anybody = (status = 200, body?: Body<unknown>): Case => ({ body, expect: () => ok(status) })
export const holders = (permission: Permission, status = 200, body?: Body<unknown>): Case => ({
  body,
  expect: (o, who) => (o.grant(who, permission) ? ok(status) : lacks(permission)),
})

const sees: { [K in Kind]?: (o: Oracle, who: string, row: Rows[K]) => boolean } = {
  client: (o, who, row) => o.seesClient(who, row),
  project: (o, who, row) => o.seesProject(who, row),
  task: (o, who, row) => o.seesTask(who, row),
  ticket: (o, who, row) => o.seesTicket(who, row),
  payment: (o, who, row) => o.seesPayment(who, row),
  comment: (o, who, row) => o.seesComment(who, row),
  attachment: (o, who, row) => o.seesAttachment(who, row),
  import: (o, who, row) => o.seesImport(who, row),
}
const reaches = {
  client: (o: Oracle, who: string, permission: Permission, row: ClientFact) => o.reachesClient(who, permission, row),
  project: (o: Oracle, who: string, permission: Permission, row: ProjectFact) => o.reachesProject(who, permission, row),
  task: (o: Oracle, who: string, permission: Permission, row: TaskFact) => o.reachesTask(who, permission, row),
  ticket: (o: Oracle, who: string, permission: Permission, row: TicketFact) => o.reachesTicket(who, permission, row),
}

/** One record: there for those who see it, absent for everybody else. */
export const one = <K extends Kind>(kind: K, status = 200, more: Omit<Case<Rows[K]>, 'kind' | 'expect'> = {}) =>
  on(kind, { ...more, expect: (o, who, row) => (row && sees[kind]?.(o, who, row) ? ok(status) : absent) })

/** A change of one record: absent for who does not see it, refused by name where the permission does not reach. */
export const change = <K extends keyof typeof reaches>(
  kind: K,
  permission: Permission,
  {
    status = 200,
    after,
    ...rest
  }: Omit<Case<Rows[K]>, 'kind' | 'expect'> & {
    status?: number
    after?: (o: Oracle, who: string, row: Rows[K]) => Expected | undefined
  },
) =>
  on(kind, {
    ...rest,
    expect: (o, who, row) => {
      if (!row || !sees[kind]?.(o, who, row)) return absent
      if (!(reaches[kind] as (...given: unknown[]) => boolean)(o, who, permission, row)) return lacks(permission)
      return after?.(o, who, row) ?? ok(status)
    },
  })

/** A list below a project: a missing permission is named first, whatever the project. */
export const below = (permission: Permission, reach = false) =>
  on('project', {
    expect: (o, who, row) => {
      if (!o.grant(who, permission)) return lacks(permission)
      if (!row || !o.seesProject(who, row)) return absent
      return reach && !o.reachesProject(who, permission, row) ? lacks(permission) : ok()
    },
  })

/** Out of the bin: as if it were not there for whom it would not be there outside. */
export const restore = <K extends 'client' | 'project' | 'task' | 'ticket'>(
  kind: K,
  view: Permission,
  permission: Permission,
) =>
  on(kind, {
    expect: (o, who, row) => {
      const reach = (asked: Permission) =>
        (reaches[kind] as (...given: unknown[]) => boolean)(o, who, asked, row as Rows[K])
      if (!row?.deleted || !reach(view)) return absent
      if ('number' in row && o.projectOf(row as TaskFact).deleted) return absent
      return reach(permission) ? ok() : lacks(permission)
    },
  })

/** Its author may, as long as they may comment at all; others need to moderate. */
export const onComment = (status: number, body?: Body<CommentFact>) =>
  on('comment', {
    body,
    expect: (o, who, row) => {
      if (!row || !o.seesComment(who, row)) return absent
      const reach = (permission: Permission) => o.reachesSubject(who, permission, row)
      const missing = row.author === who ? 'tasks.comments.create' : 'tasks.comments.moderate'
      return reach('tasks.comments.moderate') || reach(missing) ? ok(status) : lacks(missing)
    },
  })

export const staffOf = (project: ProjectFact) =>
  [project.salesperson, project.verifier, project.manager, ...project.members].filter((id) => id !== undefined)
export const assignee = (facts: Facts, project: ProjectFact | undefined) =>
  (project && staffOf(project)[0]) ?? facts.people.find((person) => person.owner)?.id
export const projectIn = (facts: Facts, task: TaskFact | undefined) =>
  facts.projects.find(({ id }) => id === task?.project)
export const euro = (amount: number) => ({ amount, currency: 'EUR' })
export const mapping = { Title: 'title' }
export const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/
