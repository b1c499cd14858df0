import { and, eq, inArray, sql } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { memberRoles, members, roles } from '@/db/schema/organizations'
import { demoPassword } from '@/lib/accounts/demo'
import { newId } from '@/lib/core/command'
import { type Context, contextFrom, type OrganizationId } from '@/lib/core/context'
import { record } from '@/lib/core/outbox'
import { hashPassword } from '@/lib/core/password'
import { systemContext } from '@/lib/core/system'
import { askMember, inPlatform, inTenant } from '@/lib/core/transaction'
import { foundOrganization, newOrganizationId } from '@/lib/organizations/found'

type User = { id: string; email: string; name: string }
const request = { id: 'demo', address: null }
const passwordHash = hashPassword(demoPassword)

/** A verified login; the known one when it is there already. */
export async function demoUser(email: string, name: string, more: { platformAdmin?: boolean } = {}): Promise<User> {
  const row = { email, name, passwordHash: await passwordHash, emailVerifiedAt: sql`now()`, ...more }
  return inPlatform(async (tx) => {
    await tx.insert(users).values(row).onConflictDoNothing()
    const [user] = await tx
      .select({ id: users.id, email: users.email, name: users.name })
      .from(users)
      .where(eq(users.email, email))
    if (!user) throw new Error(`${email} was not written`)
    return user
  })
}

/** An organization with its owner; the known one when its owner has it already. */
export async function demoOrganization(
  slug: string,
  name: string,
  contactEmail: string,
  owner: User,
): Promise<OrganizationId> {
  const known = await inPlatform((tx) =>
    tx.execute<{ person: { memberships: { slug: string }[] } }>(sql`select app_person(${owner.id}) as person`),
  )
  if (known[0]?.person.memberships.some((membership) => membership.slug === slug)) return organizationOf(owner.id, slug)
  const id = newOrganizationId()
  await inTenant(id, (tx) =>
    foundOrganization(
      tx,
      id,
      { slug, name, contactEmail, timeZone: 'Europe/Berlin' },
      { userId: owner.id, name: owner.name, email: owner.email },
      request,
    ),
  )
  return id
}

/** The id of an organization, found as its owner would: by signing in for a moment. */
async function organizationOf(userId: string, slug: string): Promise<OrganizationId> {
  const session = newId()
  const rows = await inPlatform(async (tx) => {
    await tx.execute(
      sql`insert into sessions (id, user_id, kind, expires_at) values (${session}, ${userId}, 'api', now() + interval '1 minute')`,
    )
    return tx.execute<{ id: string }>(
      sql`select app_access(${session}, ${slug}) -> 'access' -> 'organization' ->> 'id' as id`,
    )
  })
  await inPlatform((tx) => tx.execute(sql`update sessions set revoked_at = now() where id = ${session}`))
  return rows[0]?.id as OrganizationId
}

/** A member with built-in roles; nothing happens when they are one already. */
export async function addMember(organizationId: OrganizationId, user: User, roleKeys: string[]): Promise<void> {
  const ctx = await systemContext(organizationId, 'demo')
  await inTenant(organizationId, async (tx) => {
    const id = newId()
    const [added] = await tx
      .insert(members)
      .values({ organizationId, id, userId: user.id, name: user.name, email: user.email })
      .onConflictDoNothing()
      .returning({ id: members.id })
    if (!added) return
    const held = await tx
      .select()
      .from(roles)
      .where(and(eq(roles.organizationId, organizationId), inArray(roles.key, roleKeys)))
    await tx.insert(memberRoles).values(held.map((role) => ({ organizationId, memberId: id, roleId: role.id })))
    await record(tx, ctx, [
      { type: 'member.joined', subject: { type: 'member', id }, after: { email: user.email, roles: roleKeys } },
    ])
  })
}

/** The context of one of the demo's people. */
export async function actingAs(organizationId: OrganizationId, email: string): Promise<Context> {
  const [member] = await inTenant(organizationId, (tx) =>
    tx
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.organizationId, organizationId), eq(members.email, email))),
  )
  const answer = member && (await askMember(organizationId, member.id))
  if (!answer) throw new Error(`${email} is no member`)
  return contextFrom(answer, 'job', request)
}
