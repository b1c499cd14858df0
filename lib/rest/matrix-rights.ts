import type { Permission } from '@/lib/core/permissions'
import type { AttachmentFact, CommentFact } from './matrix-facts'
import type { Oracle } from './matrix-oracle'

/** What an answer says that its reader may do with the record: `may`, flag by flag, as the oracle decides it. */
type Right = (o: Oracle, who: string, id: string) => boolean | undefined

const onProject =
  (permission: Permission): Right =>
  (o, who, id) => {
    const row = o.facts.projects.find((project) => project.id === id)
    return row && o.reachesProject(who, permission, row)
  }
/** Leads are planted under the ids of clients. */
const onLead =
  (permission: Permission): Right =>
  (o, who, id) => {
    const row = o.facts.clients.find((client) => client.id === id)
    return row && o.reachesLead(who, permission, row)
  }
const onClient: Right = (o, who, id) => {
  const row = o.facts.clients.find((client) => client.id === id)
  return row && o.reachesClient(who, 'crm.clients.edit', row)
}
const onTask =
  (permission: Permission): Right =>
  (o, who, id) => {
    const row = o.facts.tasks.find((task) => task.id === id)
    return row && o.reachesTask(who, permission, row)
  }
const onTicket =
  (permission: Permission, team = false): Right =>
  (o, who, id) => {
    const row = o.facts.tickets.find((ticket) => ticket.id === id)
    if (team && !o.grant(who, 'tasks.comments.view_internal')) return false
    return row && o.reachesTicket(who, permission, row)
  }
/** One's own as long as one may comment there, anybody's as a moderator. */
const changes = (o: Oracle, who: string, row: CommentFact | AttachmentFact, by: string) =>
  o.reachesSubject(who, 'tasks.comments.moderate', row) ||
  (by === who && o.reachesSubject(who, 'tasks.comments.create', row))
const onComment: Right = (o, who, id) => {
  const row = o.facts.comments.find((comment) => comment.id === id)
  return row && changes(o, who, row, row.author)
}
const reacts: Right = (o, who, id) => {
  const row = o.facts.comments.find((comment) => comment.id === id)
  return row && o.reachesSubject(who, 'tasks.comments.create', row)
}
const onFile: Right = (o, who, id) => {
  const row = o.facts.attachments.find((attachment) => attachment.id === id)
  return row && changes(o, who, row, row.createdBy)
}
const verifies: Right = (o, who, id) => {
  const row = o.facts.payments.find((payment) => payment.id === id)
  if (!row) return undefined
  const open = !row.decidedBy && row.recordedBy !== who
  return open && o.reachesProject(who, 'finance.payments.verify', o.projectOf(row))
}

export const rights: Record<string, Record<string, Right>> = {
  attachments: {
    delete: onFile,
    share: (o, who, id) => (o.grant(who, 'tasks.comments.view_internal') ? onFile(o, who, id) : false),
  },
  comments: { edit: onComment, delete: onComment, react: reacts },
  clients: { editable: onClient },
  leads: {
    edit: onLead('crm.leads.edit'),
    convert: onLead('crm.leads.convert'),
    delete: onLead('crm.leads.delete'),
  },
  payments: { verify: verifies },
  projects: {
    edit: onProject('projects.projects.edit'),
    status: onProject('projects.projects.status'),
    staff: onProject('projects.projects.staff'),
    share: onProject('projects.projects.share'),
    delete: onProject('projects.projects.delete'),
    recordPayment: onProject('finance.payments.record'),
    createTask: onProject('tasks.tasks.create'),
    comment: onProject('tasks.comments.create'),
  },
  tasks: {
    edit: onTask('tasks.tasks.edit'),
    assign: onTask('tasks.tasks.assign'),
    delete: onTask('tasks.tasks.delete'),
    comment: onTask('tasks.comments.create'),
  },
  tickets: {
    edit: onTicket('support.tickets.edit'),
    assign: onTicket('support.tickets.assign'),
    escalate: onTicket('support.tickets.escalate'),
    comment: onTicket('tasks.comments.create'),
    prioritize: onTicket('support.tickets.edit', true),
    link: onTicket('support.tickets.edit', true),
    delete: onTicket('support.tickets.assign'),
  },
}

/** @returns the flags of a record, or of each of a list, that are not as decided; those that nobody decides too */
export function wrongRights(o: Oracle, who: string, noun: string, body: Record<string, unknown>): string[] {
  const records = [body, ...(Array.isArray(body.items) ? (body.items as Record<string, unknown>[]) : [])]
  return records.flatMap(({ id, may, editable }) =>
    Object.entries({ ...(may ?? {}), ...(editable !== undefined && { editable }) }).flatMap(([flag, said]) => {
      const right = rights[noun]?.[flag]
      if (!right) return [`may.${flag} is decided by nobody`]
      const decided = right(o, who, String(id))
      return decided === undefined || decided === said ? [] : [`may.${flag} is ${said}`]
    }),
  )
}
