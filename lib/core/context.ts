import { AppError, beyondOwn, readOnlyNow, secondFactorRequired, walkEnded } from './errors'
import {
  everything,
  mergePermissions,
  onlyViewing,
  type Permission,
  type Permissions,
  readPermissions,
  uncovered,
  uncoveredIn,
} from './permissions'

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
  /** The file of its logo, where it has one. */
  logo?: string | null
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

/** Why nothing can be changed now: somebody looks around with the eyes of `as`, who is not them, or for the platform. */
export type ReadOnly = {
  kind: 'walk' | 'grant'
  id: string
  /** In words, for whoever reads the banner. */
  as: string
  until: Date
  /** Who really acts. */
  by: { memberId: string; userId: string; name: string }
  role: { id: string; name: string } | null
  memberId: string | null
  lastPage: string | null
  /** Why the platform looks in. */
  reason?: string
}

/** Everything a command or query may know about its caller. It is read from the database for each request. */
export type Context = {
  organization: Organization
  actor: Actor
  permissions: Permissions
  request: { id: string; address: string | null }
  /** The session or token that asked; jobs have none. */
  sessionId?: string
  readOnly?: ReadOnly
  /** What is read is read as it stood then. */
  asOf?: Date
}

/** The answer of the database's `app_member`. */
export type AccessAnswer = {
  organization: Omit<Organization, 'id'> & { id: string }
  member: { id: string; userId: string; name: string; email: string; owner: boolean }
  roles: { key: string; name: string; permissions: unknown }[]
  unread: number
  /** The organization asks for a second factor, and the caller has none. */
  secondFactorMissing?: boolean
  session?: string
  walk?: WalkAnswer | null
  /** A platform admin who was allowed to look in, and is no member. */
  grant?: { id: string; until: string; reason: string }
}

/** An open walk of the session, with whom it is as. */
export type WalkAnswer = {
  id: string
  until: string
  over: boolean
  lastPage: string | null
  /** Null with `roleAsked`: deleted or switched off since. */
  role: { id: string; key: string; name: string } | null
  roleAsked: boolean
  draft: unknown
  memberAsked: boolean
  as: Pick<AccessAnswer, 'member' | 'roles'> | null
}

/** An imagined newcomer is nobody: no record is theirs. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** @throws 403 `SECOND_FACTOR_REQUIRED`: nothing of the organization answers somebody who must set one up first · `WALK_ENDED` */
export function contextFrom(
  answer: AccessAnswer,
  kind: 'session' | 'token' | 'job',
  request: Context['request'],
): Context {
  if (answer.secondFactorMissing) throw secondFactorRequired()
  const { organization, member, roles } = answer
  const own: Context = {
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
    sessionId: answer.session,
  }
  if (answer.grant) return granted(own, answer.grant)
  if (!answer.walk) return own
  try {
    return walking(own, answer.walk)
  } catch (error) {
    throw error instanceof AppError && error.problem.code === 'TOO_WIDE' ? walkEnded('rights') : error
  }
}

/**
 * The context of a platform admin who was allowed to look in: they see everything as nobody, and hold nothing with which
 * to change it, so that no page offers what would be refused.
 */
function granted(own: Context, { id, until, reason }: NonNullable<AccessAnswer['grant']>): Context {
  if (own.actor.kind === 'system') throw new Error('This needs a person')
  const { memberId, userId, name } = own.actor
  return {
    ...own,
    permissions: onlyViewing(everything(own.organization.modulesOff)),
    readOnly: {
      kind: 'grant',
      id,
      as: 'the platform',
      until: new Date(until),
      by: { memberId, userId, name },
      role: null,
      memberId: null,
      lastPage: null,
      reason,
    },
  }
}

/**
 * The context of whoever looks around with other eyes. Asked when it begins and at every request, so that it ends when
 * the actor may less, or the other more. @throws 403 `TOO_WIDE`, naming what the actor lacks · `WALK_ENDED`
 */
export function walking(own: Context, walk: WalkAnswer): Context {
  if (own.actor.kind === 'system') throw new Error('This needs a person')
  const { as: person, role, draft } = walk
  if (walk.over) throw walkEnded('time')
  const holds = !person || !role || person.roles.some(({ key }) => key === role.key)
  if ((walk.memberAsked && !person) || (walk.roleAsked && !role) || !holds) throw walkEnded('gone')
  const held = person
    ? person.roles.map((one) => (one.key === role?.key ? { ...one, permissions: draft } : one))
    : [{ key: role?.key ?? '', name: role?.name ?? '', permissions: draft }]
  const owner = person?.member.owner ?? false
  const permissions = effectivePermissions(owner, held, own.organization.modulesOff)
  const missing = person ? uncoveredIn(own.permissions, permissions) : uncovered(own.permissions, permissions)
  if (!can(own, 'organization.roles.manage')) throw beyondOwn('organization.roles.manage')
  if (missing || (owner && !own.actor.owner)) throw beyondOwn(missing)
  const name = person?.member.name ?? `a newcomer with “${role?.name}”`
  return {
    ...own,
    actor: {
      ...own.actor,
      memberId: person?.member.id ?? nobody,
      userId: person?.member.userId ?? nobody,
      email: person?.member.email ?? '',
      name,
      owner,
      roles: held.map(({ key, name: called }) => ({ key, name: called })),
    },
    permissions,
    readOnly: {
      kind: 'walk',
      id: walk.id,
      as: person && role ? `${name}, with “${role.name}” as it is drafted` : name,
      until: new Date(walk.until),
      by: { memberId: own.actor.memberId, userId: own.actor.userId, name: own.actor.name },
      role: role && { id: role.id, name: role.name },
      memberId: person?.member.id ?? null,
      lastPage: walk.lastPage,
    },
  }
}

/** @throws 403 `READ_ONLY_WALK`: whoever looks around with other eyes changes nothing, not even what is their own */
export function requireWritable(ctx: Pick<Context, 'readOnly'>): void {
  if (ctx.readOnly) throw readOnlyNow(ctx.readOnly)
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

/**
 * Whose notices, saved views, exports and choices are shown: those of the member who acts, and nobody's to whoever looks
 * around with their eyes. What somebody keeps for themselves is no matter of rights.
 */
export const privatelyOf = (ctx: Context): string => (ctx.readOnly ? nobody : memberOf(ctx))

/** The member who acts; a system actor has none and may not do what needs one. */
export function memberOf(ctx: Context): string {
  if (ctx.actor.memberId === null) throw new Error('This needs a person')
  return ctx.actor.memberId
}
