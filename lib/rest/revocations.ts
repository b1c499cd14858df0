import { encode } from 'next-auth/jwt'
import type postgres from 'postgres'
import { changePassword } from '@/lib/accounts/commands/change-password'
import { confirmEmailChange } from '@/lib/accounts/commands/confirm-email-change'
import { endOtherSessions, endSession } from '@/lib/accounts/commands/end-sessions'
import { requestEmailChange } from '@/lib/accounts/commands/request-email-change'
import { requestReset } from '@/lib/accounts/commands/request-reset'
import { resetPassword } from '@/lib/accounts/commands/reset-password'
import { signIn } from '@/lib/accounts/commands/sign-in'
import { signOut } from '@/lib/accounts/commands/sign-out'
import { sessionOfToken } from '@/lib/accounts/commands/tokens'
import { contextFrom } from '@/lib/core/context'
import { secretFor } from '@/lib/core/secret'
import { askMember } from '@/lib/core/transaction'
import { leaveOrganization, removeMember } from '@/lib/members/commands/remove-member'
import { setMemberRoles } from '@/lib/members/commands/set-member-roles'
import { suspendMember } from '@/lib/members/commands/suspend-member'
import { projectChannel } from '@/lib/notifications/channels'
import { archiveOrganization } from '@/lib/organizations/commands/archive-organization'
import { updateSettings } from '@/lib/organizations/commands/update-settings'
import { disableUser } from '@/lib/platform/commands/disable-user'
import { suspendOrganization } from '@/lib/platform/commands/turn-organization'
import { setRoleActive } from '@/lib/roles/commands/set-role-active'
import { updateRole } from '@/lib/roles/commands/update-role'
import { buildWorld, founded, type World, worldPassword } from './world'

let count = 0
export const request = () => ({ id: 'test', address: `198.51.100.${++count % 250}`, userAgent: 'test' })

/** A developer with an open session, and a second one from which they act on the first. */
export async function victim(sql: postgres.Sql) {
  const slug = `place-${++count}`
  const world = await buildWorld(slug)
  const { email, token, ctx, memberId } = world.people.developer
  const open = () => signIn(request(), { email, password: worldPassword }, 'browser')
  const { sessionId, userId } = await open()
  const cookie = await encode({ token: { sid: sessionId }, secret: process.env.NEXTAUTH_SECRET ?? '' })
  const other = (await open()).sessionId
  const channel = projectChannel(ctx.organization.id, world.projects.active.id)
  return { sql, slug, world, email, token, memberId, userId, sessionId, other, cookie, channel }
}
export type Victim = Awaited<ReturnType<typeof victim>>

const linkOf = async ({ sql, userId }: Victim, purpose: 'reset_password' | 'change_email') => {
  const [row] = await sql`select id from one_time_secrets where user_id = ${userId} and purpose = ${purpose}
    order by id desc limit 1`
  return secretFor(purpose, row?.id)
}
export const roleOf = async ({ sql, slug }: Pick<Victim, 'sql' | 'slug'>, key: string) => {
  const [row] = await sql<{ id: string; version: number }[]>`select r.id, r.version from roles r
    join organizations o on o.id = r.organization_id where o.slug = ${slug} and r.key = ${key}`
  return { id: row?.id ?? '', version: row?.version ?? 0 }
}
export const owner = (world: World) => world.people.owner.ctx
const idOf = (world: World) => owner(world).organization.id

/** The session of somebody who runs the platform, in an organization of their own. */
async function platformAdmin({ sql }: Victim) {
  const { email } = await founded(`platform-${++count}`)
  await sql`update users set platform_admin = true where email = ${email}`
  return (await signIn(request(), { email, password: worldPassword }, 'browser')).sessionId
}

export const working = { page: 'shown', action: 'done', rest: 200, program: 200, session: 'somebody', live: 200 }
const signedOut = { page: 'sign-in', action: 'UNAUTHENTICATED', rest: 401, session: 'nobody', live: 403 }
const outside = { page: '404', action: 'NOT_FOUND', rest: 404, program: 404, session: 'somebody', live: 403 }
const closed = (code: string) => ({
  page: 'closed',
  action: code,
  rest: 403,
  program: 403,
  session: 'somebody',
  live: 403,
})
export const narrower = { session: 'somebody', live: 403 }

type Case = {
  revoke: (it: Victim) => Promise<unknown>
  expect: Partial<typeof signedOut & typeof working>
}
/** Each of what ends an access, and what its credentials answer from the next request on. */
export const revocations: Record<string, Case> = {
  'signing out': {
    revoke: ({ sessionId }) => signOut(request(), { sessionId }),
    expect: { ...signedOut, program: 200 },
  },
  'signing out everywhere': {
    revoke: ({ other }) => endOtherSessions(request(), other, {}),
    expect: { ...signedOut, program: 401 },
  },
  'another password': {
    revoke: ({ other }) =>
      changePassword(request(), other, { password: worldPassword, newPassword: 'another fine long password' }),
    expect: { ...signedOut, program: 401 },
  },
  'a password set by mail': {
    revoke: async (it) => {
      await requestReset(request(), { email: it.email })
      const secret = await linkOf(it, 'reset_password')
      await resetPassword(request(), { secret, password: 'another fine long password' })
    },
    expect: { ...signedOut, program: 401 },
  },
  'another address': {
    revoke: async (it) => {
      const { other, slug } = it
      await requestEmailChange(request(), other, { email: `moved@${slug}.test`, password: worldPassword })
      await confirmEmailChange(request(), { secret: await linkOf(it, 'change_email'), keep: other })
    },
    expect: { ...signedOut, program: 401 },
  },
  'a person disabled': {
    revoke: async (it) => disableUser(request(), await platformAdmin(it), { user: it.userId, reason: 'Left' }),
    expect: { ...signedOut, program: 401 },
  },
  'a member suspended': {
    revoke: ({ world, memberId }) => suspendMember(owner(world), { member: memberId }),
    expect: outside,
  },
  'a member removed': {
    revoke: ({ world, memberId }) => removeMember(owner(world), { member: memberId }),
    expect: outside,
  },
  'a member who left': {
    revoke: async ({ world, memberId }) => {
      const answer = await askMember(owner(world).organization.id, memberId)
      if (answer) await leaveOrganization(contextFrom(answer, 'session', owner(world).request), {})
    },
    expect: outside,
  },
  'a role edited': {
    revoke: async (it) => {
      const { id, version } = await roleOf(it, 'developer')
      const permissions = { organization: { members: { view: true } } }
      await updateRole(owner(it.world), { role: id, version, permissions })
    },
    expect: narrower,
  },
  'a role taken away': {
    revoke: async (it) => {
      const [member] = await it.sql`select version from members where id = ${it.memberId}`
      const { id } = await roleOf(it, 'verifier')
      await setMemberRoles(owner(it.world), { member: it.memberId, version: member?.version, roleIds: [id] })
    },
    expect: narrower,
  },
  'a role switched off': {
    revoke: async (it) => setRoleActive(owner(it.world), { role: (await roleOf(it, 'developer')).id, active: false }),
    expect: narrower,
  },
  'an organization suspended': {
    revoke: async (it) =>
      suspendOrganization(request(), await platformAdmin(it), { organization: idOf(it.world), reason: 'Unpaid' }),
    expect: closed('ORGANIZATION_SUSPENDED'),
  },
  'an organization archived by its owner': {
    revoke: ({ world }) => archiveOrganization(owner(world), { password: worldPassword }),
    expect: closed('ORGANIZATION_ARCHIVED'),
  },
  'a program’s credential revoked': {
    revoke: async ({ other, token }) => endSession(request(), other, { session: (await sessionOfToken(token)) ?? '' }),
    expect: { ...working, program: 401 },
  },
  'a module switched off': {
    revoke: async ({ sql, world, slug }) => {
      const [row] = await sql`select version from organizations where slug = ${slug}`
      await updateSettings(owner(world), { version: row?.version, modulesOff: ['tasks'] })
    },
    expect: narrower,
  },
}
