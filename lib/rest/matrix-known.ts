import { collections, type Facts, inBin, type Kind } from './matrix-facts'
import type { Oracle } from './matrix-oracle'

/** Which records of an organization somebody may know of, by whatever answer, and how an answer speaks of one. */

type Mention = { kind: Kind | 'contact'; id: string }
/** Ids, and the marks that every planted text and sum carries. */
const mentions =
  /0199000[01]-0000-7000-8[0-9a-f]{3}-[0-9a-f]{12}|zz[a-z]+zz\d+q|[cip]\d+\.zz[a-z]+zz@|"amount":\d{6,}\b/g
export const mentionedIn = (text: string): Set<string> => new Set(text.match(mentions))

/** What each id, text and sum of the facts is of; a sum is of what it tells about. */
export function indexOf(facts: Facts): Map<string, Mention & { sum?: boolean }> {
  const index = new Map<string, Mention & { sum?: boolean }>()
  const put = (kind: Mention['kind'], row: { id: string }) => {
    const { costMinor, amountMinor, ...texts } = row as { id: string; costMinor?: number; amountMinor?: number }
    const own = [
      texts.id,
      ...Object.entries(texts).flatMap(([name, value]) => (spoken.has(name) ? [String(value)] : [])),
    ]
    for (const text of own)
      for (const mention of mentionedIn(text)) if (!index.has(mention)) index.set(mention, { kind, id: row.id })
    for (const sum of [costMinor, amountMinor]) if (sum) index.set(`"amount":${sum}`, { kind, id: row.id, sum: true })
  }
  for (const [kind, name] of Object.entries(collections) as [Kind, keyof Facts][])
    for (const row of facts[name] as { id: string }[]) put(kind, row)
  for (const { id } of facts.projects) index.set(inBin(id), { kind: 'project', id })
  for (const row of facts.contacts) put('contact', row)
  return index
}
const spoken = new Set(['name', 'title', 'email', 'body', 'reference'])

type Known = { now: Set<string>; binned: Set<string>; sums: Set<string> }

/** @returns ids that somebody may know: of what is there, of what they could take out of the bin, and whose sums they see */
export function knownTo(o: Oracle, who: string): Known {
  const { facts } = o
  const alive = <T extends { deleted?: boolean }>(row: T): T => ({ ...row, deleted: false })
  const now = new Set<string>([who])
  const binned = new Set<string>()
  const add = <T extends { id: string; deleted?: boolean }>(rows: T[], sees: (row: T) => boolean) => {
    for (const row of rows) {
      if (sees(row)) now.add(row.id)
      if (row.deleted && sees(alive(row))) binned.add(row.id)
    }
  }
  const members = o.grant(who, 'organization.members.view') !== undefined
  const projects = facts.projects.filter((row) => o.seesProject(who, row))
  const [tasks, tickets] = [
    facts.tasks.filter((row) => o.seesTask(who, row)),
    facts.tickets.filter((row) => o.seesTicket(who, row)),
  ]
  const ofProjects = new Set(projects.map(({ client }) => client))
  // A task or ticket that one sees says which project it is in.
  const named = new Set([...projects.map(({ id }) => id), ...[...tasks, ...tickets].map(({ project }) => project)])
  add(facts.projects, (row) => named.has(row.id) || o.seesProject(who, row))
  add(facts.clients, (row) => {
    const lead = o.reachesLead(who, 'crm.leads.view', row)
    return !row.deleted && (ofProjects.has(row.id) || lead || o.seesClient(who, row))
  })
  add(facts.tasks, (row) => o.seesTask(who, row))
  add(facts.tickets, (row) => o.seesTicket(who, row))
  add(facts.comments, (row) => o.seesComment(who, row))
  add(facts.attachments, (row) => o.seesAttachment(who, row))
  add(facts.payments, (row) => o.seesPayment(who, row))
  // An export is planted under the id of each import, of the same person.
  add(facts.imports, (row) => o.seesImport(who, row) || row.createdBy === who)
  add(facts.notices, (row) => o.seesNotice(who, row))
  add(facts.invitations, () => o.grant(who, 'organization.members.invite') === true)
  add(facts.roles, (row) => !row.deleted && (members || o.rolesOf(who).includes(row)))
  // A request of the platform is planted under the id of each team.
  const trail = o.grant(who, 'organization.audit.view') !== undefined
  add(facts.teams, (row) => trail || (!row.deleted && members))
  const client = new Set(facts.clients.filter((row) => o.seesClient(who, row)).map(({ id }) => id))
  add(
    facts.contacts,
    (row) => !row.deleted && (row.member === who || client.has(row.client) || sharing(o, who, row.client)),
  )
  // Who wrote is named to who may read it; everybody else only to who may see members.
  const wrote = new Set([
    ...facts.comments.filter(({ id }) => now.has(id)).map(({ author }) => author),
    ...[...facts.tickets, ...facts.attachments].filter(({ id }) => now.has(id)).map(({ createdBy }) => createdBy),
  ])
  add(facts.people, (row) => members || wrote.has(row.id))
  const paid = new Set(facts.projects.filter((row) => o.seesBudget(who, row)).map(({ id }) => id))
  const binnedSums = new Set(facts.projects.filter((row) => o.seesBudget(who, alive(row))).map(({ id }) => id))
  const sumsOf = (of: Set<string>) =>
    new Set([...of, ...facts.payments.filter(({ project }) => of.has(project)).map(({ id }) => id)])
  const sums = sumsOf(paid)
  for (const id of sumsOf(binnedSums)) if (!sums.has(id)) binned.add(`sum ${id}`)
  return { now, binned, sums }
}

/** Whoever shares a project knows with whom they could. */
const sharing = (o: Oracle, who: string, client: string) =>
  o.facts.projects.some(
    (row) => row.client === client && o.seesProject(who, row) && o.reachesProject(who, 'projects.projects.share', row),
  )
