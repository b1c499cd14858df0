import { register } from '@/lib/accounts/commands/register'
import { issueTokens, sessionOfToken } from '@/lib/accounts/commands/tokens'
import { createClient } from '@/lib/clients/commands/create-client'
import { createComment } from '@/lib/comments/commands/create-comment'
import { type Context, contextFrom, memberOf } from '@/lib/core/context'
import { askAccess } from '@/lib/core/transaction'
import { acceptAsNew } from '@/lib/invitations/commands/accept-invitation'
import { invite } from '@/lib/invitations/commands/invite'
import { decidePayment } from '@/lib/payments/commands/decide-payment'
import { recordPayment } from '@/lib/payments/commands/record-payment'
import { createProject } from '@/lib/projects/commands/create-project'
import { setProjectStaff } from '@/lib/projects/commands/set-staff'
import { listRoles } from '@/lib/roles/queries'
import { createTask } from '@/lib/tasks/commands/create-task'
import { openTicket } from '@/lib/tickets/commands/open-ticket'

/** An organization for tests with one person per role and something of every noun, made by the product's own commands. */

export const builtinRoleKeys = [
  'admin',
  'member',
  'client',
  'salesperson',
  'verifier',
  'project_manager',
  'developer',
  'support',
] as const
export type RoleKey = (typeof builtinRoleKeys)[number] | 'owner'
export type PersonOf = { email: string; token: string; memberId: string; ctx: Context }

export const worldPassword = 'correct horse battery staple'
const euro = (amount: number) => ({ amount, currency: 'EUR' })
let addresses = 0
const request = () => ({ id: 'world', address: `192.0.2.${++addresses % 250}`, userAgent: 'world' })

/** Somebody signed in: a token for REST and a context for commands. */
async function signedIn(email: string, slug: string): Promise<PersonOf> {
  const { accessToken } = await issueTokens(request(), { email, password: worldPassword })
  const answer = await askAccess((await sessionOfToken(accessToken)) ?? '', slug)
  if (!answer?.access) throw new Error(`${email} is no member of ${slug}`)
  const ctx = contextFrom(answer.access, 'token', request())
  return { email, token: accessToken, memberId: memberOf(ctx), ctx }
}

/** A new organization with nobody but its owner. */
export async function founded(slug: string): Promise<PersonOf> {
  const email = `owner@${slug}.test`
  await register(request(), {
    name: 'Olga Owner',
    email,
    password: worldPassword,
    organization: { name: `Organization ${slug}`, slug },
  })
  return signedIn(email, slug)
}

type Invitation = { clientId?: string; projectIds?: string[] }

/** A colleague or contact who accepted an invitation with a built-in role. */
export async function joinedAs(owner: PersonOf, slug: string, key: string, more: Invitation = {}): Promise<PersonOf> {
  const role = (await listRoles(owner.ctx, {})).items.find((candidate) => candidate.key === key)
  if (!role) throw new Error(`There is no role ${key}`)
  const email = `${key}@${slug}.test`
  const { path } = await invite(owner.ctx, { email, roleIds: [role.id], ...more })
  const secret = path.slice(path.lastIndexOf('/') + 1)
  await acceptAsNew(request(), { secret, name: `Person ${key}`, password: worldPassword })
  return signedIn(email, slug)
}

const proof = () => ({
  name: 'transfer.png',
  // The smallest PNG: one transparent pixel.
  contentBase64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
})

const payment = (project: string, amount: number, reference: string) => ({
  project,
  amount: euro(amount),
  method: 'BANK_TRANSFER' as const,
  reference,
  paidOn: '2026-09-01',
})

/**
 * Organization `slug` with its owner and one member per built-in role: a client with a contact who has a login, an active
 * project (paid, staffed, shared with the client, three tasks, a team-only and a shared comment, a ticket of the client's) and one that waits for
 * its payment. Call it twice for a neighbour whose records nobody here may reach.
 */
export async function buildWorld(slug = 'acme') {
  const owner = await founded(slug)
  const colleagues = await Promise.all(
    builtinRoleKeys
      .filter((key) => key !== 'client')
      .map(async (key) => [key, await joinedAs(owner, slug, key)] as const),
  )
  const of = (key: RoleKey) => colleagues.find(([name]) => name === key)?.[1] ?? owner
  const sales = of('salesperson').ctx

  const client = await createClient(sales, {
    name: 'Duraspace',
    contacts: [{ name: 'Carla Contact', email: `client@${slug}.test` }],
  })
  const active = await createProject(sales, {
    title: 'DuraCloud relaunch',
    key: 'DURA',
    clientId: client.id,
    cost: euro(100_000),
    verifierId: of('verifier').memberId,
    managerId: of('project_manager').memberId,
  })
  const waiting = await createProject(sales, {
    title: 'Waiting room',
    key: 'WAIT',
    clientId: client.id,
    cost: euro(50_000),
    managerId: of('project_manager').memberId,
  })
  await setProjectStaff(owner.ctx, { project: active.id, memberIds: [of('developer').memberId] })

  const paid = await recordPayment(sales, { ...payment(active.id, 60_000, 'TR-1'), proof: proof() })
  await decidePayment(of('verifier').ctx, { payment: paid.id, decision: 'VERIFIED' })
  const pending = await recordPayment(sales, { ...payment(waiting.id, 25_000, 'TR-2'), proof: proof() })

  const manager = of('project_manager').ctx
  const assigned = await createTask(manager, {
    project: active.id,
    title: 'Assigned to the developer',
    assigneeId: of('developer').memberId,
  })
  const unassigned = await createTask(manager, { project: active.id, title: 'For whoever has time', labels: ['ui'] })
  const blocked = await createTask(manager, { project: waiting.id, title: 'Waits for the payment' })
  const internal = await createComment(manager, { task: assigned.id, body: 'For the team only' })
  const shared = await createComment(manager, { task: assigned.id, body: 'For the client too', shared: true })
  const contact = await joinedAs(owner, slug, 'client', { clientId: client.id, projectIds: [active.id] })
  const ticket = await openTicket(contact.ctx, { project: active.id, title: 'The login fails', priority: 'HIGH' })
  const openInvitation = await invite(owner.ctx, {
    email: `open@${slug}.test`,
    roleIds: [(await listRoles(owner.ctx, {})).items.find((role) => role.key === 'member')?.id ?? ''],
  })

  return {
    slug,
    people: { owner, client: contact, ...Object.fromEntries(colleagues) } as Record<RoleKey, PersonOf>,
    client: { id: client.id, contactId: client.contactIds[0] ?? '' },
    projects: { active, waiting },
    payments: { verified: paid.id, pending: pending.id },
    tasks: { assigned, unassigned, blocked },
    /** Opened by the client's contact. */
    ticket,
    comments: { internal: internal.id, shared: shared.id },
    invitation: openInvitation.id,
  }
}
export type World = Awaited<ReturnType<typeof buildWorld>>
