import type { Permissions } from '@/lib/core/permissions'

/**
 * An organization as plain records: what a test plants in the database and what its oracle reasons from. Nothing here
 * comes from the product's queries, so that both can be compared.
 */
export type Facts = {
  id: string
  slug: string
  /** A word in every text of this organization; it may appear in no answer to a stranger. */
  mark: string
  modulesOff: string[]
  archived?: boolean
  roles: RoleFact[]
  people: PersonFact[]
  teams: TeamFact[]
  clients: ClientFact[]
  contacts: ContactFact[]
  projects: ProjectFact[]
  tasks: TaskFact[]
  tickets: TicketFact[]
  payments: PaymentFact[]
  comments: CommentFact[]
  attachments: AttachmentFact[]
  imports: ImportFact[]
  invitations: InvitationFact[]
  notices: NoticeFact[]
}

type Bin = { deleted?: boolean }
export type RoleFact = Bin & { id: string; key: string; permissions: Permissions; custom?: boolean }
/** `id` is the member's; the login behind it may be in several organizations. */
export type PersonFact = {
  id: string
  userId: string
  name: string
  email: string
  owner?: boolean
  status?: 'active' | 'suspended'
  secondFactor?: boolean
  /** Looks around with the eyes of this member. */
  walksAs?: string
  roleIds: string[]
}
export type TeamFact = Bin & { id: string; members: string[] }
export type ClientFact = Bin & { id: string; name: string; createdBy: string; owner: string }
export type ContactFact = Bin & { id: string; client: string; name: string; email: string; member?: string }
export type ProjectFact = Bin & {
  id: string
  key: string
  title: string
  client: string
  costMinor: number
  createdBy: string
  salesperson?: string
  verifier?: string
  manager?: string
  members: string[]
  /** Ids of contacts. */
  shares: string[]
}
export type TaskFact = Bin & {
  id: string
  project: string
  number: number
  title: string
  status: 'TODO' | 'DONE'
  createdBy: string
  assignee?: string
}
export type TicketFact = Bin & {
  id: string
  project: string
  number: number
  title: string
  createdBy: string
  assignee?: string
}
export type PaymentFact = {
  id: string
  project: string
  amountMinor: number
  reference: string
  recordedBy: string
  /** Who verified it; without one it is pending. */
  decidedBy?: string
}
/** On a task, on a ticket, or on a project as a whole. */
type On = { task?: string; ticket?: string; project?: string }
export type CommentFact = Bin &
  On & {
    id: string
    body: string
    shared: boolean
    author: string
  }
export type AttachmentFact = Bin & On & { id: string; name: string; shared: boolean; createdBy: string }
export type ImportFact = { id: string; project: string; createdBy: string }
export type InvitationFact = { id: string; email: string; roleId: string; invitedBy: string }
export type NoticeFact = {
  id: string
  member: string
  project?: string
  task?: string
  ticket?: string
  read?: boolean
}

/** What else is planted with records, so that there is something to take away again. */
const second = ({ tasks }: Facts, project: string) =>
  tasks.filter((task) => task.project === project && !task.deleted)[1]
export const waitsFor = (facts: Facts, task: TaskFact) => {
  const other = second(facts, task.project)
  return other && other.number < task.number ? other : undefined
}
/** The task that one is a part of. */
export const partOf = ({ tasks }: Facts, { project, number }: TaskFact) =>
  tasks.filter((task) => task.project === project && task.number < number)[2]
export const workedOnBy = (facts: Facts, ticket: TicketFact) => second(facts, ticket.project)
/** Each project has a milestone under its own id, and one in the bin. */
export const inBin = (id: string) => id.replace('01990000', '01990001')

/** The kinds of record that an operation can be asked about. */
export type Kind =
  | 'client'
  | 'project'
  | 'task'
  | 'ticket'
  | 'payment'
  | 'comment'
  | 'attachment'
  | 'import'
  | 'invitation'
  | 'notice'
  | 'role'
  | 'team'
  | 'member'
export const collections = {
  client: 'clients',
  project: 'projects',
  task: 'tasks',
  ticket: 'tickets',
  payment: 'payments',
  comment: 'comments',
  attachment: 'attachments',
  import: 'imports',
  invitation: 'invitations',
  notice: 'notices',
  role: 'roles',
  team: 'teams',
  member: 'people',
} as const

let organizations = 0

/** Makes the records of one organization, with ids and texts that occur once. */
export class FactBook {
  readonly facts: Facts
  private count = 0

  constructor(slug: string) {
    this.facts = {
      id: this.newId(++organizations),
      slug,
      mark: `zz${slug.replaceAll('-', '')}zz`,
      modulesOff: [],
      roles: [],
      people: [],
      teams: [],
      clients: [],
      contacts: [],
      projects: [],
      tasks: [],
      tickets: [],
      payments: [],
      comments: [],
      attachments: [],
      imports: [],
      invitations: [],
      notices: [],
    }
  }

  private newId(organization = organizations): string {
    const part = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
    return `01990000-0000-7000-8${part(organization, 3)}-${part(++this.count, 12)}`
  }

  /** A text that no other record's text contains. */
  private text = (label: string) => `${label} ${this.facts.mark}${this.count}q`

  role(key: string, permissions: Permissions, more: Partial<RoleFact> = {}): RoleFact {
    return put(this.facts.roles, { id: this.newId(), key, permissions, ...more })
  }

  person(label: string, userId: string, more: Partial<PersonFact>): PersonFact {
    const id = this.newId()
    const email = `p${this.count}.${this.facts.mark}@people.test`
    return put(this.facts.people, { id, userId, name: this.text(label), email, roleIds: [], ...more })
  }

  team(members: PersonFact[], more: Bin = {}): TeamFact {
    return put(this.facts.teams, { id: this.newId(), members: members.map(({ id }) => id), ...more })
  }

  client(createdBy: PersonFact, owner: PersonFact, more: Bin = {}): ClientFact {
    const id = this.newId()
    return put(this.facts.clients, { id, name: this.text('Client'), createdBy: createdBy.id, owner: owner.id, ...more })
  }

  contact(client: ClientFact, member: PersonFact | undefined, more: Bin = {}): ContactFact {
    const id = this.newId()
    const email = member?.email ?? `c${this.count}.${this.facts.mark}@contacts.test`
    const row = { id, client: client.id, name: member?.name ?? this.text('Contact'), email, member: member?.id }
    return put(this.facts.contacts, { ...row, ...more })
  }

  project(client: ClientFact, createdBy: PersonFact, more: Partial<ProjectFact> = {}): ProjectFact {
    const id = this.newId()
    const about = {
      id,
      key: `${this.facts.slug.slice(0, 2).toUpperCase()}${this.count}`,
      title: this.text('Project'),
      client: client.id,
    }
    const row = { ...about, costMinor: 9_000_000 + this.count, createdBy: createdBy.id, members: [], shares: [] }
    return put(this.facts.projects, { ...row, ...more })
  }

  task(project: ProjectFact, createdBy: PersonFact, more: Partial<TaskFact> = {}): TaskFact {
    const id = this.newId()
    const number = this.facts.tasks.filter((task) => task.project === project.id).length + 1
    const about = { id, project: project.id, number, title: this.text('Task') }
    return put(this.facts.tasks, { ...about, status: 'TODO', createdBy: createdBy.id, ...more })
  }

  ticket(project: ProjectFact, createdBy: PersonFact, more: Partial<TicketFact> = {}): TicketFact {
    const id = this.newId()
    const about = { id, project: project.id, number: this.facts.tickets.length + 1, title: this.text('Ticket') }
    return put(this.facts.tickets, { ...about, createdBy: createdBy.id, ...more })
  }

  payment(project: ProjectFact, recordedBy: PersonFact, decidedBy?: PersonFact): PaymentFact {
    const id = this.newId()
    const about = { id, project: project.id, amountMinor: 300_000 + this.count, reference: this.text('Transfer') }
    return put(this.facts.payments, { ...about, recordedBy: recordedBy.id, decidedBy: decidedBy?.id })
  }

  comment(task: TaskFact, author: PersonFact, shared: boolean, more: Bin = {}): CommentFact {
    return this.said({ task: task.id }, author, shared, more)
  }

  reply(ticket: TicketFact, author: PersonFact, shared: boolean, more: Bin = {}): CommentFact {
    return this.said({ ticket: ticket.id }, author, shared, more)
  }

  remark(project: ProjectFact, author: PersonFact, shared: boolean, more: Bin = {}): CommentFact {
    return this.said({ project: project.id }, author, shared, more)
  }

  attachment(on: On, createdBy: PersonFact, shared: boolean, more: Bin = {}): AttachmentFact {
    const id = this.newId()
    const name = `${this.text(shared ? 'Given file' : 'Kept file')}.png`
    return put(this.facts.attachments, { id, ...on, name, shared, createdBy: createdBy.id, ...more })
  }

  private said(on: On, author: PersonFact, shared: boolean, more: Bin): CommentFact {
    const id = this.newId()
    const body = this.text(shared ? 'Said to all' : 'Said inside')
    return put(this.facts.comments, { id, ...on, body, shared, author: author.id, ...more })
  }

  import(project: ProjectFact, createdBy: PersonFact): ImportFact {
    return put(this.facts.imports, { id: this.newId(), project: project.id, createdBy: createdBy.id })
  }

  invitation(role: RoleFact, invitedBy: PersonFact): InvitationFact {
    const id = this.newId()
    const email = `i${this.count}.${this.facts.mark}@guests.test`
    return put(this.facts.invitations, { id, email, roleId: role.id, invitedBy: invitedBy.id })
  }

  notice(member: PersonFact, more: Partial<NoticeFact> = {}): NoticeFact {
    return put(this.facts.notices, { id: this.newId(), member: member.id, ...more })
  }
}

function put<T>(rows: T[], row: T): T {
  rows.push(row)
  return row
}
