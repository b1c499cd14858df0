import type { Permission } from '@/lib/core/permissions'
import type { Facts, ProjectFact } from './matrix-facts'
import type { Oracle } from './matrix-oracle'
import { send } from './matrix-run'

/** Whether lists, searches, counts and details tell one person the same, and what the oracle says. */

type Item = { id: string } & Record<string, unknown>
type Heard = { status: number; missing?: unknown; items: Item[]; body: Record<string, unknown> }
type List = { permission?: Permission; ids: string[]; detail?: string; all?: string[]; search?: boolean; kind?: string }

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id).sort()

/** What each list shows to `who`, after DESIGN.md. */
function listsOf(o: Oracle, who: string): Record<string, List> {
  const { facts } = o
  const noted = facts.notices.filter((row) => o.seesNotice(who, row))
  return {
    '/clients': {
      permission: 'crm.clients.view',
      ids: idsOf(facts.clients.filter((row) => o.seesClient(who, row))),
      all: idsOf(facts.clients),
      detail: '/clients',
      search: true,
      kind: 'client',
    },
    '/projects': {
      permission: 'projects.projects.view',
      ids: idsOf(facts.projects.filter((row) => o.seesProject(who, row))),
      all: idsOf(facts.projects),
      detail: '/projects',
      search: true,
      kind: 'project',
    },
    '/tasks': {
      permission: 'tasks.tasks.view',
      ids: idsOf(facts.tasks.filter((row) => o.seesTask(who, row))),
      all: idsOf(facts.tasks),
      detail: '/tasks',
      search: true,
      kind: 'task',
    },
    '/tickets': {
      permission: 'support.tickets.view',
      ids: idsOf(facts.tickets.filter((row) => o.seesTicket(who, row))),
      all: idsOf(facts.tickets),
      detail: '/tickets',
      search: true,
      kind: 'ticket',
    },
    '/payments': {
      permission: 'projects.budget.view',
      ids: idsOf(facts.payments.filter((row) => o.seesPayment(who, row))),
      all: idsOf(facts.payments),
      detail: '/payments',
    },
    '/members': { permission: 'organization.members.view', ids: idsOf(facts.people), search: true, kind: 'member' },
    '/roles': {
      permission: 'organization.members.view',
      ids: idsOf(facts.roles.filter(({ deleted }) => !deleted)),
    },
    '/invitations': { permission: 'organization.members.invite', ids: idsOf(facts.invitations) },
    '/audit?kind=change': { permission: 'organization.audit.view', ids: idsOf(facts.projects) },
    '/notifications': { ids: idsOf(noted) },
    '/notifications?unread=true': { ids: idsOf(noted.filter(({ read }) => !read)) },
  }
}

/** The project that a file lies in, by its task or ticket. */
const placed = (facts: Facts, { task, ticket, project }: Facts['attachments'][number]) =>
  project ?? [...facts.tasks, ...facts.tickets].find(({ id }) => id === (task ?? ticket))?.project

/** @param details whether each record is asked for as well, which takes a request each */
export async function disagreements(o: Oracle, who: string, token: string | undefined, details: boolean) {
  const wrong: string[] = []
  const { facts } = o
  const name = facts.people.find(({ id }) => id === who)?.name
  const get = async (path: string): Promise<Heard> => {
    const full = `/organizations/${facts.slug}${path}${path.includes('?') ? '&' : '?'}limit=100`
    const { status, body = {} } = await send({ method: 'GET', path: full, token })
    return { status, missing: body.missing, items: (body.items ?? []) as Item[], body }
  }
  const one = async (path: string) => send({ method: 'GET', path: `/organizations/${facts.slug}${path}`, token })
  const same = (what: string, found: unknown, expected: unknown) => {
    const [left, right] = [JSON.stringify(found), JSON.stringify(expected)]
    if (left !== right) wrong.push(`${name}: ${what} shows ${left} instead of ${right}`)
  }
  const shown: Record<string, Item[]> = {}

  for (const [path, { permission, ids, detail, all = [], search, kind }] of Object.entries(listsOf(o, who))) {
    const { status, missing, items } = await get(path)
    shown[path] = items
    if (permission && !o.grant(who, permission)) {
      same(path, [status, missing], [403, permission])
    } else {
      same(path, idsOf(items), ids)
      if (search) same(`${path} searched`, idsOf((await get(`${path}?q=${facts.mark}`)).items), ids)
    }
    if (kind) {
      const found = (await one(`/search?q=${facts.mark}&kinds=${kind}&limit=20`)).body?.findings as Item[]
      const active = kind === 'member' ? facts.people.filter((person) => person.status !== 'suspended') : undefined
      const expected = permission && o.grant(who, permission) ? (active ? idsOf(active) : ids) : []
      if (expected.length <= 20) same(`the search for a ${kind}`, idsOf(found), expected)
      else same(`the search for a ${kind}`, found.length, 20)
    }
    if (!detail || !details) continue
    const statuses = await Promise.all(all.map(async (id) => [id, (await one(`${detail}/${id}`)).status] as const))
    same(
      `${path} one by one`,
      statuses.filter(([, s]) => s === 200).map(([id]) => id),
      permission && o.grant(who, permission) ? ids : [],
    )
    same(
      `${path} one by one, else`,
      [...new Set(statuses.map(([, s]) => s).filter((s) => s !== 200))].filter((s) => s !== 404),
      [],
    )
  }

  const unread = (await one('/notifications/unread')).body?.unread
  same('the count of unread notices', unread, shown['/notifications?unread=true']?.length)

  for (const client of shown['/clients'] ?? []) {
    const theirs = (shown['/projects'] ?? []).filter((project) => (project.client as { id: string }).id === client.id)
    same(`the projects of client ${client.id}`, client.projects, theirs.length)
    const { contacts } = (await one(`/clients/${client.id}`)).body ?? {}
    same(`the contacts of client ${client.id}`, client.contacts, (contacts as unknown[] | undefined)?.length)
  }

  for (const project of shown['/projects'] ?? []) {
    const fact = facts.projects.find(({ id }) => id === project.id) as ProjectFact
    const mine = facts.tasks.filter((task) => task.project === fact.id && o.seesTask(who, task))
    const count = (status: string) => mine.filter((task) => task.status === status).length
    const counts = { todo: count('TODO'), inProgress: 0, done: count('DONE') }
    same(`the tasks counted in ${fact.key}`, project.tasks, counts)
    const listed = await get(`/projects/${fact.key}/tasks`)
    const board = await one(`/projects/${fact.key}/board`)
    if (o.grant(who, 'tasks.tasks.view')) {
      same(`the tasks of ${fact.key}`, idsOf(listed.items), idsOf(mine))
      const columns = (board.body?.columns ?? []) as { count: number; items: Item[] }[]
      same(
        `the counts of the board of ${fact.key}`,
        columns.map((column) => column.count),
        Object.values(counts),
      )
      same(`the board of ${fact.key}`, idsOf(columns.flatMap(({ items }) => items)), idsOf(mine))
    } else same(`the tasks of ${fact.key}`, [listed.status, board.status], [403, 404])

    const paid = facts.payments.filter((row) => row.project === fact.id)
    const sum = (verified: boolean) =>
      paid
        .filter((row) => (row.decidedBy !== undefined) === verified)
        .reduce((total, row) => total + row.amountMinor, 0)
    type Sums = { verified: { amount: number }; pending: { amount: number } }
    const budget = project.budget as Sums | null
    same(
      `the money of ${fact.key}`,
      budget && [budget.verified.amount, budget.pending.amount],
      o.seesBudget(who, fact) ? [sum(true), sum(false)] : null,
    )
    const payments = await get(`/projects/${fact.key}/payments`)
    if (o.seesBudget(who, fact)) same(`the payments of ${fact.key}`, idsOf(payments.items), idsOf(paid))
    else same(`the payments of ${fact.key}`, payments.status, 403)
  }

  const conversations = [
    ...facts.tasks.map(({ id, ...row }) => ({ id, path: `/tasks/${id}`, seen: o.seesTask(who, { id, ...row }) })),
    ...facts.tickets.map(({ id, ...row }) => ({ id, path: `/tickets/${id}`, seen: o.seesTicket(who, { id, ...row }) })),
    ...facts.projects.map((row) => ({ id: row.id, path: `/projects/${row.id}`, seen: o.seesProject(who, row) })),
  ]
  for (const { id: subject, path, seen } of conversations.filter((one) => details || one.seen)) {
    const comments = facts.comments.filter((row) => (row.task ?? row.ticket ?? row.project) === subject)
    const expected = idsOf(comments.filter((row) => o.seesComment(who, row)))
    const listed = await get(`${path}/comments`)
    same(`the comments of ${path}`, listed.status === 200 ? idsOf(listed.items) : listed.status, seen ? expected : 404)
    const files = path.startsWith('/projects')
      ? facts.attachments.filter((row) => placed(facts, row) === subject)
      : facts.attachments.filter((row) => (row.task ?? row.ticket) === subject)
    const kept = await get(`${path}/attachments`)
    const having = idsOf(files.filter((row) => o.seesAttachment(who, row)))
    same(`the files of ${path}`, kept.status === 200 ? idsOf(kept.items) : kept.status, seen ? having : 404)
    if (!details) continue
    const loaded = []
    for (const { id } of files) if ((await one(`/attachments/${id}/file`)).status === 200) loaded.push(id)
    same(`the files of ${path} one by one`, loaded.sort(), having)
    const readable = []
    for (const { id } of comments) if ((await one(`/comments/${id}`)).status === 200) readable.push(id)
    same(`the comments of ${path} one by one`, readable.sort(), expected)
  }
  return wrong
}
