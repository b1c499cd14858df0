import { allPermissions, catalogue, type Permissions, type Scope } from '@/lib/core/permissions'
import { builtinRoles } from '@/lib/roles/builtin'
import {
  type ContactFact,
  FactBook,
  type Facts,
  type Kind,
  type PersonFact,
  type ProjectFact,
  type RoleFact,
} from './matrix-facts'

/**
 * An organization in which every built-in role stands in every relation to every kind of record: made it, is assigned,
 * holds each part, got it shared; the same through somebody of the same team; and not at all.
 */
export type Target = {
  kind: Kind
  id: string
  label: string
  /** Whose relation it shows; without one it is asked about by everybody. */
  actor?: string
}
export type MatrixWorld = {
  facts: Facts
  actors: Record<string, PersonFact>
  /** Who is asked about one thing only, because of what they are doing. */
  alone: Record<string, PersonFact>
  targets: Target[]
  /** Somebody to name in a body: a contact of the common client, a colleague in no team. */
  spare: { contact: ContactFact; colleague: PersonFact }
}

type Part = 'createdBy' | 'salesperson' | 'verifier' | 'manager' | 'members' | 'shares'
const parts: Part[] = ['createdBy', 'salesperson', 'verifier', 'manager', 'members', 'shares']

/** Everything there is to permit, of one scope; nobody designed these. */
const everything = (scope: Scope): Permissions =>
  Object.fromEntries(allPermissions.map((name) => [name, catalogue[name].kind === 'flag' ? true : scope]))
const customRoles = (['own', 'team', 'all'] as const).map((scope) => ({
  key: `custom_${scope}`,
  permissions: everything(scope),
}))

export const builtinKeys = ['owner', ...builtinRoles.map((role) => role.key)]
export const actorKeys = [...builtinKeys, ...customRoles.map((role) => role.key)]
/** The login of a person, the same in every world that has one of this name. */
export const loginOf = (name: string) => {
  const code = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2 ** 40, 7)
  return `01980000-0000-7000-8000-${code.toString(16).padStart(12, '0')}`
}
/** Everybody who signs in as themselves; the others only exist. */
export const logins = [...actorKeys, 'suspended', 'outsider', 'expired', 'revoked', 'walker', 'founder']

export function matrixWorld(slug: string): MatrixWorld {
  const book = new FactBook(slug)
  const roles = new Map<string, RoleFact>(
    builtinRoles.map(({ key, permissions }) => [key, book.role(key, permissions)]),
  )
  for (const { key, permissions } of customRoles) roles.set(key, book.role(key, permissions, { custom: true }))
  const roleIds = (key: string) => [roles.get(key)?.id ?? '']
  const join = (name: string, more: Partial<PersonFact>) => book.person(name, loginOf(name), more)

  const owner = join('owner', { owner: true })
  const stranger = join('stranger', { roleIds: roleIds('admin') })
  const colleague = join('colleague', { roleIds: roleIds('member') })
  join('suspended', { roleIds: roleIds('admin'), status: 'suspended' })
  const alone = { walker: join('walker', { roleIds: roleIds('admin'), walksAs: colleague.id }) }
  const actors: Record<string, PersonFact> = { owner }
  const targets: Target[] = []

  const elsewhere = book.client(stranger, stranger)
  const commonContact = book.contact(elsewhere, undefined)
  const strange = book.project(elsewhere, stranger, { salesperson: stranger.id, manager: stranger.id })
  const binned = book.project(elsewhere, stranger, { deleted: true })
  const strangeTask = book.task(strange, stranger)

  const about = (actor: string | undefined) => (kind: Kind, id: string, label: string) =>
    targets.push({ kind, id, label, actor })
  const everybody = about(undefined)
  everybody('client', elsewhere.id, 'another team’s')
  everybody('client', book.client(stranger, stranger).id, 'another team’s without projects')
  everybody('client', book.client(stranger, stranger, { deleted: true }).id, 'another team’s, deleted')
  everybody('project', strange.id, 'another team’s')
  everybody('project', binned.id, 'another team’s, deleted')
  everybody('task', strangeTask.id, 'in another project')
  everybody('task', book.task(strange, stranger, { deleted: true }).id, 'in another project, deleted')
  everybody('task', book.task(binned, stranger).id, 'in another project in the bin')
  const strangeTicket = book.ticket(strange, stranger)
  everybody('ticket', strangeTicket.id, 'on another project')
  everybody('ticket', book.ticket(strange, stranger, { deleted: true }).id, 'on another project, deleted')
  everybody('ticket', book.ticket(binned, stranger).id, 'on another project in the bin')
  everybody('payment', book.payment(strange, stranger).id, 'another project’s')
  everybody('payment', book.payment(strange, stranger, owner).id, 'another project’s, decided')
  everybody('payment', book.payment(binned, stranger).id, 'of a project in the bin')
  everybody('comment', book.comment(strangeTask, stranger, false).id, 'internal, in another project')
  everybody('comment', book.comment(strangeTask, stranger, true).id, 'shared, in another project')
  everybody('comment', book.remark(strange, stranger, true).id, 'shared, on another project')
  everybody('attachment', book.attachment({ task: strangeTask.id }, stranger, false).id, 'kept, in another project')
  everybody('attachment', book.attachment({ task: strangeTask.id }, stranger, true).id, 'given, in another project')
  everybody('attachment', book.attachment({ project: binned.id }, stranger, true).id, 'of a project in the bin')
  everybody('import', book.import(strange, stranger).id, 'another project’s')
  everybody('import', book.import(strange, owner).id, 'the owner’s, in another project')
  everybody('import', book.import(binned, stranger).id, 'of a project in the bin')
  const narrow: Permissions = { 'tasks.tasks.view': 'own', 'tasks.comments.create': 'own' }
  everybody('role', book.role('custom', narrow, { custom: true }).id, 'custom, held by nobody')
  const wide = book.role('custom too', { ...narrow, 'crm.leads.view': 'all' }, { custom: true })
  join('custom', { roleIds: [wide.id] })
  everybody('role', wide.id, 'custom, held')
  everybody('role', book.role('custom gone', narrow, { custom: true, deleted: true }).id, 'custom, deleted')
  for (const key of ['admin', 'client', 'developer']) everybody('role', roles.get(key)?.id ?? '', `of the ${key}`)
  everybody('team', book.team([stranger]).id, 'with somebody in it')
  everybody('team', book.team([], { deleted: true }).id, 'deleted')
  everybody('member', stranger.id, 'an admin')
  everybody('member', colleague.id, 'a colleague')
  everybody('member', owner.id, 'the owner')
  for (const person of book.facts.people.filter(({ status }) => status === 'suspended'))
    everybody('member', person.id, 'a suspended admin')
  everybody('member', join('shut out', { roleIds: roleIds('member'), status: 'suspended' }).id, 'suspended')
  everybody('invitation', book.invitation(roles.get('member') as never, owner).id, 'open')

  for (const key of actorKeys) {
    const actor = key === 'owner' ? owner : join(key, { roleIds: roleIds(key), secondFactor: key === 'admin' })
    const mate = join(`${key}'s teammate`, { roleIds: roleIds(key === 'owner' ? 'member' : key) })
    actors[key] = actor
    book.team([actor, mate])
    book.team([actor, stranger], { deleted: true })
    const add = about(key)
    add('member', actor.id, 'themselves')
    add('member', mate.id, 'a teammate')
    const contactOf = new Map([actor, mate].map((person) => [person.id, book.contact(elsewhere, person)]))

    const partOf = (person: PersonFact, part: Part): Partial<ProjectFact> =>
      part === 'members'
        ? { members: [person.id] }
        : part === 'shares'
          ? { shares: [contactOf.get(person.id)?.id ?? ''] }
          : { [part]: person.id }
    const holding = (person: PersonFact, part: Part, more: Partial<ProjectFact> = {}) =>
      book.project(elsewhere, stranger, { ...partOf(person, part), ...more })
    const mine = new Map(parts.map((part) => [part, holding(actor, part)]))
    const theirs = new Map(parts.map((part) => [part, holding(mate, part)]))
    for (const part of parts) {
      add('project', mine.get(part)?.id ?? '', `own by ${part}`)
      add('project', theirs.get(part)?.id ?? '', `a teammate’s by ${part}`)
    }
    const lost = holding(actor, 'manager', { deleted: true, salesperson: actor.id, createdBy: actor.id })
    add('project', lost.id, 'own, deleted')

    add('client', book.client(actor, stranger).id, 'own by createdBy')
    add('client', book.client(stranger, actor).id, 'own by owner')
    add('client', book.client(mate, stranger).id, 'a teammate’s by createdBy')
    add('client', book.client(stranger, mate).id, 'a teammate’s by owner')
    add('client', book.client(actor, actor, { deleted: true }).id, 'own, deleted')
    const clientOf = (project: Partial<ProjectFact>) => {
      const client = book.client(stranger, stranger)
      book.project(client, stranger, project)
      return client.id
    }
    add('client', clientOf({ members: [actor.id] }), 'of a project they are on')
    add('client', clientOf({ manager: actor.id, deleted: true }), 'of a project of theirs in the bin')
    add('client', clientOf({ manager: mate.id }), 'of a teammate’s project')

    const of = (projects: Map<Part, ProjectFact>, part: Part) => projects.get(part) as ProjectFact
    const tasks = {
      'own by createdBy': book.task(strange, actor),
      'own by assignee': book.task(strange, stranger, { assignee: actor.id }),
      'a teammate’s by createdBy': book.task(strange, mate),
      'a teammate’s by assignee': book.task(strange, stranger, { assignee: mate.id }),
      'in a project they manage': book.task(of(mine, 'manager'), stranger, { status: 'DONE' }),
      'in a project they work on': book.task(of(mine, 'members'), stranger),
      'in a project they made': book.task(of(mine, 'createdBy'), stranger),
      'in a project shared with them': book.task(of(mine, 'shares'), stranger),
      'in a teammate’s project': book.task(of(theirs, 'manager'), stranger),
      'in a project shared with a teammate': book.task(of(theirs, 'shares'), stranger),
      'own, deleted': book.task(of(mine, 'manager'), actor, { assignee: actor.id, deleted: true }),
      'own, in a project in the bin': book.task(lost, actor, { assignee: actor.id }),
      'own, deleted, in a project in the bin': book.task(lost, actor, { deleted: true }),
    }
    for (const [label, task] of Object.entries(tasks)) {
      add('task', task.id, label)
      add('comment', book.comment(task, stranger, false).id, `internal, on a task ${label}`)
      if (label.includes('teammate’s')) continue
      add('comment', book.comment(task, stranger, true).id, `shared, on a task ${label}`)
      add('comment', book.comment(task, actor, false).id, `their own, on a task ${label}`)
    }
    add('comment', book.comment(strangeTask, actor, true).id, 'their own, on a task of strangers')
    add('comment', book.comment(tasks['own by assignee'], mate, false).id, 'a teammate’s')
    add('comment', book.comment(tasks['own by assignee'], actor, true, { deleted: true }).id, 'their own, deleted')

    const tickets = {
      'own by createdBy': book.ticket(strange, actor),
      'own by assignee': book.ticket(strange, stranger, { assignee: actor.id }),
      'a teammate’s by createdBy': book.ticket(strange, mate),
      'a teammate’s by assignee': book.ticket(strange, stranger, { assignee: mate.id }),
      'on a project they manage': book.ticket(of(mine, 'manager'), stranger),
      'on a project they work on': book.ticket(of(mine, 'members'), stranger),
      'on a project they made': book.ticket(of(mine, 'createdBy'), stranger),
      'on a project shared with them': book.ticket(of(mine, 'shares'), stranger),
      'on a teammate’s project': book.ticket(of(theirs, 'manager'), stranger),
      'on a project shared with a teammate': book.ticket(of(theirs, 'shares'), stranger),
      'own, deleted': book.ticket(of(mine, 'manager'), actor, { assignee: actor.id, deleted: true }),
      'own, on a project in the bin': book.ticket(lost, actor, { assignee: actor.id }),
      'own, deleted, on a project in the bin': book.ticket(lost, actor, { deleted: true }),
    }
    for (const [label, ticket] of Object.entries(tickets)) {
      add('ticket', ticket.id, label)
      // Whose comment it is was asked on tasks; here it is asked once per way of seeing a ticket.
      if (!['own by createdBy', 'own by assignee', 'on a project shared with them'].includes(label)) continue
      add('comment', book.reply(ticket, stranger, false).id, `internal, on a ticket ${label}`)
      add('comment', book.reply(ticket, stranger, true).id, `shared, on a ticket ${label}`)
      add('comment', book.reply(ticket, actor, true).id, `their own, on a ticket ${label}`)
    }
    for (const ticket of Object.values(tickets)) book.notice(actor, { ticket: ticket.id })
    book.notice(actor, { ticket: strangeTicket.id })

    for (const part of ['manager', 'members', 'shares'] as const) {
      const project = of(mine, part)
      add('comment', book.remark(project, stranger, false).id, `internal, on a project own by ${part}`)
      add('comment', book.remark(project, stranger, true).id, `shared, on a project own by ${part}`)
    }
    const lying: [string, Parameters<typeof book.attachment>[0]][] = [
      ['on a project shared with them', { project: of(mine, 'shares').id }],
      ['on a project they manage', { project: of(mine, 'manager').id }],
      ['on a task of theirs', { task: tasks['own by assignee'].id }],
      ['on a task shared with them', { task: tasks['in a project shared with them'].id }],
      ['on a teammate’s task', { task: tasks['a teammate’s by assignee'].id }],
      ['on a ticket shared with them', { ticket: tickets['on a project shared with them'].id }],
    ]
    for (const [label, at] of lying) {
      add('attachment', book.attachment(at, stranger, false).id, `kept, ${label}`)
      add('attachment', book.attachment(at, stranger, true).id, `given, ${label}`)
      add('attachment', book.attachment(at, actor, false).id, `their own, ${label}`)
    }
    const thrown = book.attachment({ project: of(mine, 'shares').id }, actor, true, { deleted: true })
    add('attachment', thrown.id, 'their own, deleted')
    const away = book.attachment({ project: of(mine, 'shares').id }, stranger, false, { deleted: true })
    add('attachment', away.id, 'kept, deleted')

    for (const part of parts) {
      add('payment', book.payment(of(mine, part), stranger).id, `own by ${part}`)
      add('payment', book.payment(of(theirs, part), stranger).id, `a teammate’s by ${part}`)
      add('import', book.import(of(mine, part), stranger).id, `own by ${part}`)
    }
    add('payment', book.payment(of(mine, 'salesperson'), actor).id, 'recorded by themselves')
    add('payment', book.payment(of(mine, 'verifier'), stranger, owner).id, 'own, decided')
    add('payment', book.payment(lost, actor).id, 'own, in the bin')
    add('import', book.import(of(theirs, 'manager'), stranger).id, 'a teammate’s')
    add('import', book.import(lost, actor).id, 'own, in the bin')

    book.notice(actor)
    book.notice(actor, { project: of(mine, 'manager').id })
    book.notice(actor, { project: strange.id })
    book.notice(actor, { project: lost.id })
    for (const task of Object.values(tasks)) book.notice(actor, { task: task.id })
    book.notice(actor, { task: strangeTask.id, read: true })
    add('notice', book.notice(mate).id, 'a teammate’s')
    add('notice', book.notice(actor).id, 'their own')
  }
  return { facts: book.facts, actors, alone, targets, spare: { contact: commonContact, colleague } }
}

export const archivedId = '01980000-0000-7000-8000-0000000a4c41'
/** An organization that its owner has put away. */
export function archivedWorld(): Facts {
  const book = new FactBook('initech')
  book.person('founder', loginOf('founder'), { owner: true })
  return Object.assign(book.facts, { id: archivedId, archived: true })
}
