import { secondFactorRequired } from './errors'
import { everything, mergePermissions, type Permission, type Permissions, readPermissions } from './permissions'

/** Only `contextFrom` and registration mint one; an id cannot travel without its tenant. */
export type OrganizationId = string & { readonly __tenant: true }

export type Organization = {
  id: OrganizationId
  slug: string
  name: string
  currency: string
  timeZone: string
  locale: string
  /** Basis points. */
  requiredShareBp: number
  modulesOff: string[]
}

/** Who acts: a person in a browser or through a token, a job on a person's behalf, or the system itself. */
export type Actor =
  | {
      kind: 'session' | 'token' | 'job'
      memberId: string
      userId: string
      name: string
      email: string
      owner: boolean
      roles: { key: string; name: string }[]
    }
  | { kind: 'system'; memberId: null; name: 'Lobby' }

/** Everything a command or query may know about its caller. It is read from the database for each request. */
export type Context = {
  organization: Organization
  actor: Actor
  permissions: Permissions
  request: { id: string; address: string | null }
}

/** The answer of the database's `app_member`. */
export type AccessAnswer = {
  organization: Omit<Organization, 'id'> & { id: string }
  member: { id: string; userId: string; name: string; email: string; owner: boolean }
  roles: { key: string; name: string; permissions: unknown }[]
  unread: number
  /** The organization asks for a second factor, and the caller has none. */
  secondFactorMissing?: boolean
}

/** @throws 403 `SECOND_FACTOR_REQUIRED`: nothing of the organization answers somebody who must set one up first */
export function contextFrom(
  answer: AccessAnswer,
  kind: 'session' | 'token' | 'job',
  request: Context['request'],
): Context {
  if (answer.secondFactorMissing) throw secondFactorRequired()
  const { organization, member, roles } = answer
  return {
    organization: { ...organization, id: organization.id as OrganizationId },
    actor: {
      kind,
      memberId: member.id,
      userId: member.userId,
      name: member.name,
      email: member.email,
      owner: member.owner,
      roles: roles.map(({ key, name }) => ({ key, name })),
    },
    permissions: effectivePermissions(member.owner, roles, organization.modulesOff),
    request,
  }
}

/** What a member holds: the owner everything, others what their roles give. */
export const effectivePermissions = (owner: boolean, roles: { permissions: unknown }[], modulesOff: string[] = []) =>
  owner
    ? everything(modulesOff)
    : mergePermissions(
        roles.map((role) => readPermissions(role.permissions)),
        modulesOff,
      )

/** Whether the actor holds the permission at all; which records it reaches is the scope's business. */
export const can = (ctx: Pick<Context, 'permissions'>, permission: Permission): boolean =>
  ctx.permissions[permission] !== undefined

/** The member who acts; a system actor has none and may not do what needs one. */
export function memberOf(ctx: Context): string {
  if (ctx.actor.memberId === null) throw new Error('This needs a person')
  return ctx.actor.memberId
}
