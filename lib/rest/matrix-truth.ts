import { seeing } from '@/lib/access/policy'
import { type Place, places, type RecordType } from '@/lib/access/schema'
import type { Permission } from '@/lib/core/permissions'
import type {
  AttachmentFact,
  ClientFact,
  CommentFact,
  PaymentFact,
  ProjectFact,
  TaskFact,
  TicketFact,
} from './matrix-facts'
import type { Oracle } from './matrix-oracle'

/** What the explainer is held against: each type of record, and who reaches it. */

export type Row = { id: string; deleted?: boolean }
export type Truth = Record<
  RecordType,
  { rows: () => Row[]; reaches: (who: string, permission: Permission, row: Row) => boolean }
>

/** Who sees and reaches each type of record, by the oracle, which does not know the SQL. Leads lie under clients' ids. */
export const truthOf = (oracle: Oracle): Truth => ({
  client: {
    rows: () => oracle.facts.clients,
    reaches: (who, permission, row) =>
      oracle.seesClient(who, row as ClientFact) && oracle.reachesClient(who, permission, row as ClientFact),
  },
  lead: {
    rows: () => oracle.facts.clients,
    reaches: (who, permission, row) =>
      !row.deleted &&
      oracle.reachesLead(who, 'crm.leads.view', row as ClientFact) &&
      oracle.reachesLead(who, permission, row as ClientFact),
  },
  project: {
    rows: () => oracle.facts.projects,
    reaches: (who, permission, row) =>
      oracle.seesProject(who, row as ProjectFact) && oracle.reachesProject(who, permission, row as ProjectFact),
  },
  payment: {
    rows: () => oracle.facts.payments,
    reaches: (who, permission, row) =>
      oracle.seesPayment(who, row as PaymentFact) &&
      oracle.reachesProject(who, permission, oracle.projectOf(row as PaymentFact)),
  },
  task: {
    rows: () => oracle.facts.tasks,
    reaches: (who, permission, row) =>
      oracle.seesTask(who, row as TaskFact) && oracle.reachesTask(who, permission, row as TaskFact),
  },
  ticket: {
    rows: () => oracle.facts.tickets,
    reaches: (who, permission, row) =>
      oracle.seesTicket(who, row as TicketFact) && oracle.reachesTicket(who, permission, row as TicketFact),
  },
  comment: {
    rows: () => oracle.facts.comments,
    reaches: (who, permission, row) =>
      oracle.seesComment(who, row as CommentFact) && oracle.reachesSubject(who, permission, row as CommentFact),
  },
  attachment: {
    rows: () => oracle.facts.attachments,
    reaches: (who, permission, row) =>
      oracle.seesAttachment(who, row as AttachmentFact) &&
      oracle.reachesSubject(who, permission, row as AttachmentFact),
  },
})

/** What a comment or a file lies on; anything else is a place of its own. */
export function placeOf(type: RecordType, row: Row): Place {
  const { task, ticket } = row as Partial<CommentFact>
  return places.find((place) => place === type) ?? (task ? 'task' : ticket ? 'ticket' : 'project')
}
/** The project that a record lies in; empty for none. */
export function projectOf({ facts }: Oracle, type: RecordType, row: Row): string {
  const { project, task, ticket } = row as Partial<CommentFact>
  const { tasks, tickets } = facts
  const on = [...tasks, ...tickets].find(({ id }) => id === (task ?? ticket))
  return type === 'project' ? row.id : (project ?? on?.project ?? '')
}
/** What it takes to see a record, or what it lies on. */
export const viewOf = (type: RecordType, row: Row) => seeing[placeOf(type, row)].at(-1) as Permission
