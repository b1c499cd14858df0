import { getAttachment } from '@/lib/attachments/queries'
import { getClient, listClients } from '@/lib/clients/queries'
import { getComment, listComments } from '@/lib/comments/queries'
import type { Context } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import type { Permission } from '@/lib/core/permissions'
import type { Query } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { exported } from '@/lib/exports/lists'
import type { ExportList } from '@/lib/exports/schema'
import { getLead, listLeads } from '@/lib/leads/queries'
import { projectChannel, sharedChannel, taskChannel } from '@/lib/notifications/channels'
import { getPayment, listPayments } from '@/lib/payments/queries'
import { countProjects, getProject, listProjects } from '@/lib/projects/queries'
import { search } from '@/lib/search/queries'
import type { SearchKind } from '@/lib/search/schema'
import { getTask, listTasks } from '@/lib/tasks/queries'
import { countTickets, getTicket, listTickets } from '@/lib/tickets/queries'
import type { Facts } from './matrix-facts'
import type { Oracle } from './matrix-oracle'
import type { Dice } from './matrix-random'

/** Asks every noun in every way, in one transaction and without HTTP, so that thousands of worlds can be asked. */

type Row = { id: string }
type Noun = {
  permission: Permission
  /** All records that there are, and whether the oracle shows one. */
  rows: Row[]
  sees: (row: never) => boolean
  list: (tx: Tx, ctx: Context) => Promise<Row[]>
  one: (tx: Tx, ctx: Context, id: string) => Promise<unknown>
  count?: (tx: Tx, ctx: Context) => Promise<number>
  search?: SearchKind
  export?: ExportList
}

const within =
  <I, O>(query: Query<I, O>, inputOf: (id: string) => I) =>
  (tx: Tx, ctx: Context, id: string) =>
    query.within(tx, ctx, inputOf(id))
const whole =
  <I>(query: Query<I, { items: Row[] }>) =>
  async (tx: Tx, ctx: Context) =>
    (await query.within(tx, ctx, { limit: 100 } as I)).items
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0)

function nounsOf(o: Oracle, who: string): Record<string, Noun> {
  const { facts } = o
  return {
    clients: {
      permission: 'crm.clients.view',
      rows: facts.clients,
      sees: (row: Facts['clients'][number]) => o.seesClient(who, row),
      list: whole(listClients),
      one: within(getClient, (client) => ({ client })),
      search: 'client',
      export: 'clients',
    },
    leads: {
      permission: 'crm.leads.view',
      // One is planted under the id of each client, by the same people.
      rows: facts.clients,
      sees: (row: Facts['clients'][number]) => !row.deleted && o.reachesLead(who, 'crm.leads.view', row),
      list: whole(listLeads),
      one: within(getLead, (lead) => ({ lead })),
      search: 'lead',
      export: 'leads',
    },
    projects: {
      permission: 'projects.projects.view',
      rows: facts.projects,
      sees: (row: Facts['projects'][number]) => o.seesProject(who, row),
      list: whole(listProjects),
      one: within(getProject, (project) => ({ project })),
      count: async (tx, ctx) => sum(await countProjects.within(tx, ctx, {})),
      search: 'project',
      export: 'projects',
    },
    payments: {
      permission: 'projects.budget.view',
      rows: facts.payments,
      sees: (row: Facts['payments'][number]) => o.seesPayment(who, row),
      list: whole(listPayments),
      one: within(getPayment, (payment) => ({ payment })),
      export: 'payments',
    },
    tasks: {
      permission: 'tasks.tasks.view',
      rows: facts.tasks,
      sees: (row: Facts['tasks'][number]) => o.seesTask(who, row),
      list: whole(listTasks),
      one: within(getTask, (task) => ({ task })),
      search: 'task',
      export: 'tasks',
    },
    tickets: {
      permission: 'support.tickets.view',
      rows: facts.tickets,
      sees: (row: Facts['tickets'][number]) => o.seesTicket(who, row),
      list: whole(listTickets),
      one: within(getTicket, (ticket) => ({ ticket })),
      count: async (tx, ctx) => (await countTickets.within(tx, ctx, {})).open,
      search: 'ticket',
      export: 'tickets',
    },
  }
}

const idsOf = (rows: Row[]) => rows.map(({ id }) => id).sort()
/** How a refusal is told: `403 crm.leads.view`. */
const refusalOf = (error: unknown): string => {
  if (!(error instanceof AppError)) throw error
  return [error.status, error.problem.missing].filter(Boolean).join(' ')
}

/**
 * Whether list, count, search, export, live channels and single records agree with the oracle for one person, for every
 * noun. @returns what differs
 */
export async function differences(tx: Tx, ctx: Context, o: Oracle, who: string, dice: Dice): Promise<string[]> {
  const { facts } = o
  const wrong: string[] = []
  const same = (what: string, found: unknown, expected: unknown) => {
    const [left, right] = [JSON.stringify(found), JSON.stringify(expected)]
    if (left !== right) wrong.push(`${facts.slug}: ${what} is ${left} instead of ${right}`)
  }
  const nouns = Object.entries(nounsOf(o, who))
  // Search and export cost the most: some nouns of each world, so that thousands of worlds ask about each of them.
  const chosen = dice.some(
    nouns.map(([noun]) => noun),
    3,
  )
  const asked = nouns.map(async ([noun, { permission, rows, sees, ...ways }]) => {
    const granted = o.grant(who, permission) !== undefined
    const seen = granted ? rows.filter((row) => sees(row as never)) : []
    const refused = `403 ${permission}`
    same(`the list of ${noun}`, await ways.list(tx, ctx).then(idsOf, refusalOf), granted ? idsOf(seen) : refused)
    if (ways.count)
      same(`the count of ${noun}`, await ways.count(tx, ctx).catch(refusalOf), granted ? seen.length : refused)
    if (ways.search && chosen.includes(noun)) {
      const { findings } = await search.within(tx, ctx, { q: facts.mark, kinds: ways.search, limit: 20 })
      same(`the search for ${noun}`, idsOf(findings), idsOf(seen))
    }
    if (ways.export && chosen.includes(noun)) {
      const written = exported[ways.export].page(ctx, {}, undefined, tx).then(({ items }) => items.length, refusalOf)
      same(`the export of ${noun}`, await written, granted ? seen.length : refused)
    }
    for (const { id } of dice.some(rows, 3)) {
      const answer = await ways.one(tx, ctx, id).then(() => 'seen', refusalOf)
      same(`one of ${noun}, ${id},`, answer, seen.some((row) => row.id === id) ? 'seen' : '404')
    }
  })
  await Promise.all([...asked, conversation(tx, ctx, o, who, dice, same)])
  return wrong
}

/** Comments and files lie on other records: a conversation chosen by chance, and some of them one by one. */
async function conversation(
  tx: Tx,
  ctx: Context,
  o: Oracle,
  who: string,
  dice: Dice,
  same: (what: string, found: unknown, expected: unknown) => void,
): Promise<void> {
  const { comments, attachments, tasks } = o.facts
  const task = dice.one(tasks)
  const seen = comments.filter((row) => row.task === task.id && o.seesComment(who, row))
  const told = listComments.within(tx, ctx, { task: task.id, limit: 100 }).then(({ items }) => idsOf(items), refusalOf)
  same(`the conversation of ${task.id}`, await told, o.seesTask(who, task) ? idsOf(seen) : '404')
  for (const row of dice.some(comments, 3)) {
    const answer = await getComment.within(tx, ctx, { comment: row.id }).then(() => 'seen', refusalOf)
    same(`the comment ${row.id}`, answer, o.seesComment(who, row) ? 'seen' : '404')
  }
  for (const row of dice.some(attachments, 3)) {
    const answer = await getAttachment.within(tx, ctx, { attachment: row.id }).then(() => 'seen', refusalOf)
    same(`the file ${row.id}`, answer, o.seesAttachment(who, row) ? 'seen' : '404')
  }
}

/** The live channels of some projects and tasks that the oracle lets one hear, and those that it does not. */
export function channelsFor(o: Oracle, who: string, dice: Dice): { names: string[]; heard: string[] } {
  const { id, projects, tasks } = o.facts
  const team = o.grant(who, 'tasks.comments.view_internal') === true
  const presence = o.grant(who, 'organization.members.view') === true && o.grant(who, 'tasks.tasks.view') !== undefined
  const all = [
    ...dice.some(projects, 3).flatMap((row): [string, boolean][] => [
      [sharedChannel(id, row.id), o.seesProject(who, row)],
      [projectChannel(id, row.id), team && o.seesProject(who, row)],
    ]),
    ...dice.some(tasks, 3).map((row): [string, boolean] => [taskChannel(id, row.id), presence && o.seesTask(who, row)]),
  ]
  return { names: all.map(([name]) => name), heard: all.flatMap(([name, hears]) => (hears ? [name] : [])) }
}
