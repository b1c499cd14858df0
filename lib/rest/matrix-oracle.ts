import { allPermissions, catalogue, type Grant, type Permission, type Permissions } from '@/lib/core/permissions'
import type {
  AttachmentFact,
  ClientFact,
  CommentFact,
  Facts,
  ImportFact,
  NoticeFact,
  PaymentFact,
  ProjectFact,
  TaskFact,
  TicketFact,
} from './matrix-facts'

/** What DESIGN.md §3 says about who reaches what, reasoned from plain records and never from the product's SQL. */
export type Oracle = ReturnType<typeof oracleOf>

const width: Record<string, number> = { own: 1, team: 2, all: 3 }
const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]))

export function oracleOf(facts: Facts) {
  const [people, roles, projects, tasks, tickets, contacts] = [
    byId(facts.people),
    byId(facts.roles),
    byId(facts.projects),
    byId(facts.tasks),
    byId(facts.tickets),
    byId(facts.contacts),
  ]
  const projectOf = ({ project }: { project: string }) => projects.get(project) as ProjectFact

  /** Several roles merge upwards; the owner has everything; a module that is off takes its permissions away. */
  function grant(who: string, permission: Permission): Grant | undefined {
    if (facts.modulesOff.includes(permission.split('.')[0] as string)) return undefined
    const person = people.get(who)
    if (person?.owner) return catalogue[permission].kind === 'flag' ? true : 'all'
    const held = (person?.roleIds ?? []).flatMap((id) => roles.get(id)?.permissions[permission] ?? [])
    if (held.includes(true)) return true
    return held.sort((a, b) => (width[String(b)] ?? 0) - (width[String(a)] ?? 0))[0]
  }

  /** What goes further than somebody holds; nobody can grant that. A module that is off now may be on tomorrow. */
  const beyond = (who: string, wanted: Permissions): Permission | undefined =>
    people.get(who)?.owner
      ? undefined
      : allPermissions.find((permission) => {
          const want = wanted[permission]
          const held = (people.get(who)?.roleIds ?? []).flatMap((id) => roles.get(id)?.permissions[permission] ?? [])
          return want && !held.some((have) => have === true || (width[String(have)] ?? 0) >= (width[String(want)] ?? 9))
        })

  const mates = (who: string): string[] => [
    who,
    ...facts.teams.filter((team) => !team.deleted && team.members.includes(who)).flatMap((team) => team.members),
  ]

  const isOn = (who: string, project: ProjectFact) =>
    [project.salesperson, project.verifier, project.manager, ...project.members].includes(who)
  const wasShared = (who: string, project: ProjectFact) =>
    project.shares.some((id) => contacts.get(id)?.member === who && !contacts.get(id)?.deleted)

  /** I made it, it is assigned to me, I hold a named part in it, or it was shared with me. */
  const own = {
    client: (who: string, client: ClientFact) => client.createdBy === who || client.owner === who,
    project: (who: string, project: ProjectFact) =>
      project.createdBy === who || isOn(who, project) || wasShared(who, project),
    task: (who: string, task: TaskFact) =>
      task.createdBy === who || task.assignee === who || wasShared(who, projectOf(task)),
    ticket: (who: string, ticket: TicketFact) =>
      ticket.createdBy === who || ticket.assignee === who || wasShared(who, projectOf(ticket)),
  }

  /** It lives in a project that I am on. */
  const inMyProjects = {
    client: (who: string, client: ClientFact) =>
      facts.projects.some((project) => project.client === client.id && !project.deleted && isOn(who, project)),
    project: isOn,
    task: (who: string, task: TaskFact) => isOn(who, projectOf(task)),
    ticket: (who: string, ticket: TicketFact) => isOn(who, projectOf(ticket)),
  }

  function reach<K extends keyof typeof own>(kind: K) {
    type Row = Parameters<(typeof own)[K]>[1]
    return (who: string, permission: Permission, row: Row): boolean => {
      const scope = grant(who, permission)
      const mine = (person: string) => (own[kind] as (who: string, row: Row) => boolean)(person, row)
      const around = (inMyProjects[kind] as (who: string, row: Row) => boolean)(who, row)
      if (scope === 'own') return mine(who)
      if (scope === 'team') return mates(who).some(mine) || around
      return scope !== undefined
    }
  }
  const reachesClient = reach('client')
  const reachesProject = reach('project')
  const reachesTask = reach('task')
  const reachesTicket = reach('ticket')

  const seesProject = (who: string, project: ProjectFact) =>
    !project.deleted && reachesProject(who, 'projects.projects.view', project)
  const seesTask = (who: string, task: TaskFact) =>
    !task.deleted && !projectOf(task).deleted && reachesTask(who, 'tasks.tasks.view', task)
  const seesTicket = (who: string, ticket: TicketFact) =>
    !ticket.deleted && !projectOf(ticket).deleted && reachesTicket(who, 'support.tickets.view', ticket)
  /** What a comment is on decides who comes near it. */
  const ofSubject = <T>(
    { task, ticket, project }: Pick<CommentFact, 'task' | 'ticket' | 'project'>,
    onTask: (row: TaskFact) => T,
    onTicket: (row: TicketFact) => T,
    onProject: (row: ProjectFact) => T,
  ): T => {
    if (ticket) return onTicket(tickets.get(ticket) as TicketFact)
    return task ? onTask(tasks.get(task) as TaskFact) : onProject(projects.get(project ?? '') as ProjectFact)
  }
  const seesSubject = (who: string, row: Pick<CommentFact, 'task' | 'ticket' | 'project'>) =>
    ofSubject(
      row,
      (task) => seesTask(who, task),
      (ticket) => seesTicket(who, ticket),
      (project) => seesProject(who, project),
    )
  const seesBudget = (who: string, project: ProjectFact) =>
    seesProject(who, project) && reachesProject(who, 'projects.budget.view', project)

  return {
    facts,
    grant,
    projectOf,
    reachesSubject: (who: string, permission: Permission, row: CommentFact | AttachmentFact) =>
      ofSubject(
        row,
        (task) => reachesTask(who, permission, task),
        (ticket) => reachesTicket(who, permission, ticket),
        (project) => reachesProject(who, permission, project),
      ),
    reachesClient,
    reachesProject,
    reachesTask,
    reachesTicket,
    seesProject,
    seesTask,
    seesTicket,
    seesBudget,
    /** Leads are planted one per client, made by and looked after by the same people; projects say nothing about them. */
    reachesLead: (who: string, permission: Permission, lead: ClientFact): boolean => {
      const scope = grant(who, permission)
      return scope === 'team'
        ? mates(who).some((mate) => own.client(mate, lead))
        : scope === 'own'
          ? own.client(who, lead)
          : scope !== undefined
    },
    seesClient: (who: string, client: ClientFact) => !client.deleted && reachesClient(who, 'crm.clients.view', client),
    seesPayment: (who: string, payment: PaymentFact) => seesBudget(who, projectOf(payment)),
    seesComment: (who: string, comment: CommentFact) =>
      !comment.deleted &&
      seesSubject(who, comment) &&
      (comment.shared || comment.author === who || grant(who, 'tasks.comments.view_internal') === true),
    seesAttachment: (who: string, row: AttachmentFact) =>
      !row.deleted &&
      seesSubject(who, row) &&
      (row.shared || row.createdBy === who || grant(who, 'tasks.comments.view_internal') === true),
    /** An import belongs to those who may plan its project. */
    seesImport: (who: string, row: ImportFact) =>
      seesProject(who, projectOf(row)) && reachesProject(who, 'projects.projects.edit', projectOf(row)),
    /** One's own, and only of what one may still see. */
    seesNotice: (who: string, notice: NoticeFact) =>
      notice.member === who &&
      (notice.task
        ? seesTask(who, tasks.get(notice.task) as TaskFact)
        : notice.ticket
          ? seesTicket(who, tickets.get(notice.ticket) as TicketFact)
          : !notice.project || seesProject(who, projects.get(notice.project) as ProjectFact)),
    mayGrant: (who: string, roleId: string) => !beyond(who, roles.get(roleId)?.permissions ?? {}),
    beyond,
    rolesOf: (who: string) => (people.get(who)?.roleIds ?? []).flatMap((id) => roles.get(id) ?? []),
  }
}
