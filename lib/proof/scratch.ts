import { randomBytes, randomUUID } from 'node:crypto'
import { eq, inArray, sql } from 'drizzle-orm'
import { encode } from 'next-auth/jwt'
import { sessions, users } from '@/db/schema/accounts'
import { outbox } from '@/db/schema/events'
import { grants } from '@/db/schema/grants'
import { openSession } from '@/lib/accounts/commands/sign-in'
import { accessToken } from '@/lib/accounts/commands/tokens'
import { type Context, contextFrom, memberOf } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { record } from '@/lib/core/outbox'
import { allPermissions, catalogue, nestPermissions, type Permissions } from '@/lib/core/permissions'
import { noteUse, writeUse } from '@/lib/core/session-use'
import { systemContext } from '@/lib/core/system'
import { askAccess, askPerson, inPlatform, inTenant } from '@/lib/core/transaction'
import { acceptInvitation } from '@/lib/invitations/commands/accept-invitation'
import { invite } from '@/lib/invitations/commands/invite'
import { deliverNotifications } from '@/lib/notifications/commands/deliver'
import type { EventFacts } from '@/lib/notifications/reasons'
import { createOrganization } from '@/lib/organizations/commands/create-organization'
import { updateSettings } from '@/lib/organizations/commands/update-settings'
import { createRole } from '@/lib/roles/commands/create-role'
import { listRoles } from '@/lib/roles/queries'
import { furnish } from './furnish'
import { idsOf } from './ids'

/** Somebody who tries the doors of a scratch organization: as a program by token, in a browser by cookie. */
export type Attacker = { name: string; memberId: string; userId: string; token: string; cookie: string; ctx: Context }

const attackers = ['owner', 'admin', 'reader', 'editor', 'narrow', 'bystander', 'client'] as const
export type AttackerName = (typeof attackers)[number]

export type House = {
  id: string
  slug: string
  /** In every text that somebody wrote in this organization. */
  mark: string
  /** In every text that is for the team only. */
  inside: string
  people: Record<AttackerName, Attacker>
  /** Ids and keys by the name that the API gives them in its paths. */
  ids: Record<string, string[]>
  /** The same of what was deleted and can be restored. */
  bin: Record<string, string[]>
}

const request = { id: 'proof', address: null, userAgent: 'proof' }
const minutes = 60_000

/** The logins stay from one proof to the next; nobody knows a password for them, and between proofs they are disabled. */
async function login(name: string) {
  const email = `proof-${name}@lobby.invalid`
  const session = await inPlatform(async (tx) => {
    const person = { email, name: `Proof ${name}`, emailVerifiedAt: sql`now()` }
    const [user] = await tx
      .insert(users)
      .values(person)
      .onConflictDoUpdate({ target: users.email, set: { disabledAt: null } })
      .returning()
    if (!user) throw new Error(`No login for ${name}`)
    const opened = await openSession(tx, request, user, 'api', { any: false, known: true })
    await tx
      .update(sessions)
      .set({ expiresAt: sql`now() + interval '30 minutes'` })
      .where(eq(sessions.id, opened.sessionId))
    return opened
  })
  const person = await askPerson(session.sessionId)
  if (!person) throw new Error(`${email} is not signed in`)
  // Newer than any answer of the database: the coarse check of the middleware must not be what refuses.
  const sealed = { sid: session.sessionId, at: Date.now() + 30 * minutes }
  return {
    person,
    sessionId: session.sessionId,
    token: await accessToken(session.sessionId),
    cookie: await encode({ token: sealed, secret: env().NEXTAUTH_SECRET, maxAge: 1800 }),
  }
}
type Login = Awaited<ReturnType<typeof login>>

async function attackerOf(name: string, { sessionId, token, cookie, person }: Login, slug: string): Promise<Attacker> {
  const answer = await askAccess(sessionId, slug)
  if (!answer?.access) throw new Error(`${name} is no member of ${slug}`)
  noteUse(sessionId, null, answer.access)
  const ctx = { ...contextFrom(answer.access, 'token', request), sessionId }
  return { name, memberId: memberOf(ctx), userId: person.id, token, cookie, ctx }
}

const holding = (wanted: (permission: keyof typeof catalogue) => 'own' | 'all' | true | undefined): Permissions =>
  Object.fromEntries(allPermissions.flatMap((name) => (wanted(name) ? [[name, wanted(name)]] : [])))

/** Roles made for the attack, so that a missing check shows: all views and no more, everything but only one's own, nothing. */
const roles: Partial<Record<AttackerName, Permissions>> = {
  reader: holding((name) =>
    /\.view(_internal)?$/.test(name) ? (catalogue[name].kind === 'scope' ? 'all' : true) : undefined,
  ),
  narrow: holding((name) => (catalogue[name].kind === 'scope' ? 'own' : undefined)),
  // What is asked for within an operation shows only to somebody who holds all the rest.
  editor: holding((name) =>
    /\.(assign|moderate)$/.test(name) || name.startsWith('organization.')
      ? undefined
      : catalogue[name].kind === 'scope'
        ? 'all'
        : true,
  ),
  bystander: {},
}

/** @returns the id of the role that an attacker holds */
async function roleFor(owner: Context, name: AttackerName): Promise<string> {
  const permissions = roles[name]
  if (permissions) return (await createRole(owner, { name, permissions: nestPermissions(permissions) })).id
  const builtin = (await listRoles(owner, {})).items.find(({ key }) => key === name)
  if (!builtin) throw new Error(`There is no role ${name}`)
  return builtin.id
}

/** Where jobs run they have done this already; done twice it is done once. */
async function deliverNotices(owner: Context): Promise<void> {
  const system = await systemContext(owner.organization.id, 'proof')
  const written = await inTenant(owner.organization.id, (tx) =>
    tx.select().from(outbox).where(eq(outbox.type, 'comment.created')),
  )
  for (const { id: eventId, ...event } of written)
    await deliverNotifications(system, { eventId, ...event } as EventFacts)
}

/** A platform admin who would like to look in, and is nobody: the attack needs no platform admin. */
const askToLookIn = ({ organization, request }: Context, reason: string): Promise<void> =>
  inTenant(organization.id, async (tx) => {
    const asking = { organizationId: organization.id, userId: randomUUID(), userName: 'Proof', reason, hours: 1 }
    await tx.insert(grants).values(asking)
    const subject = { type: 'organization' as const, id: organization.id }
    const actor = { kind: 'platform' as const, memberId: null, name: 'Proof' }
    await record(tx, { organization, actor, request }, [{ type: 'grant.asked', subject }])
  })

async function raise(side: string, run: string): Promise<House> {
  const slug = `proof-${run}-${side}`
  const word = () => `${side}${randomBytes(6).toString('hex')}`
  const [mark, inside] = [`mark-${word()}`, `inside-${word()}`]
  const founder = await login(`${side}-owner`)
  const { id } = await createOrganization(request, founder.person, {
    name: `Proof ${run} ${side}`,
    slug: `${slug}-before`,
    contactEmail: `proof-${run}-${side}@lobby.invalid`,
  })
  await updateSettings((await attackerOf('owner', founder, `${slug}-before`)).ctx, { version: 1, slug })
  const owner = await attackerOf('owner', founder, slug)

  const join = async (name: AttackerName, more: { clientId?: string; projectIds?: string[] } = {}) => {
    const known = await login(`${side}-${name}`)
    const roleIds = [await roleFor(owner.ctx, name)]
    const { path } = await invite(owner.ctx, { email: known.person.email, roleIds, ...more })
    await acceptInvitation(request, known.person, { secret: path.slice(path.lastIndexOf('/') + 1) })
    return attackerOf(name, known, slug)
  }
  const admin = await join('admin')
  const { clientId, projectId } = await furnish({ owner: owner.ctx, admin: admin.ctx, mark, inside })
  const people = {
    owner,
    admin,
    reader: await join('reader'),
    editor: await join('editor'),
    narrow: await join('narrow'),
    bystander: await join('bystander'),
    client: await join('client', { clientId, projectIds: [projectId] }),
  }
  await askToLookIn(owner.ctx, mark)
  await deliverNotices(owner.ctx)
  await writeUse()
  const { ids, bin } = await idsOf(owner.ctx)
  return { id, slug, mark, inside, people, bin, ids: { ...ids, organization: [id], user: [owner.userId] } }
}

/** Two organizations with something of every noun, and people who will try each other's doors. */
export async function raiseScratch() {
  const run = randomBytes(4).toString('hex')
  const ours = await raise('a', run)
  const theirs = await raise('b', run)
  return { ours, theirs }
}
export type Scratch = Awaited<ReturnType<typeof raiseScratch>>

/** Nobody is signed in any more as one of the attackers. */
export async function dismissAttackers({ ours, theirs }: Scratch): Promise<void> {
  const userIds = [...Object.values(ours.people), ...Object.values(theirs.people)].map(({ userId }) => userId)
  await inPlatform(async (tx) => {
    await tx.update(sessions).set({ revokedAt: sql`now()` }).where(inArray(sessions.userId, userIds))
    await tx.update(users).set({ disabledAt: sql`now()` }).where(inArray(users.id, userIds))
  })
}
