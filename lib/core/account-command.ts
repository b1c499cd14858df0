import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { platformAudit, platformOutbox, sessions, users } from '@/db/schema/accounts'
import { auditLog } from '@/db/schema/events'
import { members, organizations } from '@/db/schema/organizations'
import { type Conflicts, fromDatabase, isCollision } from './database-errors'
import { forbidden, fromZod, unauthenticated } from './errors'
import { loginEvents } from './login-events'
import { inPlatform, type Tx } from './transaction'

/** Where a request comes from; no more than the trail needs. */
export type RequestInfo = { id: string; address: string | null; userAgent?: string | null; deviceId?: string | null }

export type AccountEvent = {
  type: string
  subject: { type: 'user' | 'session' | 'secret' | 'organization' | 'job' | 'proof'; id: string; name?: string }
  actor: { userId: string | null; name: string }
  /** `disconnect` lists the logins whose open sockets end. */
  payload?: Record<string, unknown>
  before?: Record<string, unknown>
  /** What the trail says came of it; the payload where this is left out. */
  after?: Record<string, unknown>
  reason?: string | null
  /** Recorded in the trail only; nobody else has to hear of it. */
  quiet?: boolean
}

const toldInOrganizations = new Set<string>(loginEvents)

type Place = { organizationId: string; memberId: string }

/** Writes them into the trail of each organization that the person is active in, in the same transaction. */
async function tellOrganizations(tx: Tx, request: RequestInfo, told: readonly AccountEvent[]): Promise<void> {
  const userId = told[0]?.actor.userId
  if (!userId) return
  const [row] = await tx.execute<{ places: Place[]; here: string | null }>(
    sql`select app_memberships(${userId}::uuid) as places, current_setting('app.organization_id', true) as here`,
  )
  for (const { organizationId, memberId } of row?.places ?? []) {
    await tx.execute(sql`select set_config('app.organization_id', ${organizationId}, true)`)
    const [member] = await tx
      .select({ name: members.name })
      .from(members)
      .innerJoin(organizations, eq(organizations.id, members.organizationId))
      .where(
        and(
          eq(members.organizationId, organizationId),
          eq(members.id, memberId),
          eq(members.status, 'active'),
          eq(organizations.status, 'active'),
        ),
      )
    if (!member) continue
    await tx.insert(auditLog).values(
      told.map(({ type, payload }) => ({
        organizationId,
        event: type,
        actorKind: payload?.kind === 'api' ? 'token' : 'session',
        actorMemberId: memberId,
        actorName: member.name,
        subjectType: 'member',
        subjectId: memberId,
        after: { ...(payload?.failed ? { failed: payload.failed } : {}), ...deviceOf(request), ...again(payload) },
        address: request.address,
        requestId: request.id,
      })),
    )
    // Sealed while the organization is set; the next one has a chain of its own.
    await tx.execute(sql`set constraints seal immediate`)
    await tx.execute(sql`set constraints seal deferred`)
  }
  await tx.execute(sql`select set_config('app.organization_id', ${row?.here ?? ''}, true)`)
}
const deviceOf = ({ userAgent }: RequestInfo) => (userAgent ? { device: userAgent.slice(0, 300) } : {})
const again = (payload: AccountEvent['payload']) => (payload?.again ? { again: payload.again } : {})

/** Writes facts about logins, which belong to no organization, into the platform's trail and outbox. */
export async function recordAccount(tx: Tx, request: RequestInfo, events: readonly AccountEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.insert(platformAudit).values(
    events.map(({ type, subject, actor, payload, before, after, reason }) => ({
      event: type,
      subjectType: subject.type,
      subjectId: subject.id,
      subjectName: subject.name,
      actorUserId: actor.userId,
      actorName: actor.name,
      before,
      after: after ?? payload,
      reason,
      address: request.address,
      requestId: request.id,
    })),
  )
  await tellOrganizations(
    tx,
    request,
    // What the platform does to somebody's login is in its own trail.
    events.filter(
      ({ type, subject, actor }) =>
        toldInOrganizations.has(type) && (subject.type !== 'user' || subject.id === actor.userId),
    ),
  )
  const loud = events.filter((event) => !event.quiet)
  if (loud.length > 0)
    await tx.insert(platformOutbox).values(
      loud.map(({ type, subject, payload }) => ({
        type,
        subjectType: subject.type,
        subjectId: subject.id,
        payload: payload ?? {},
      })),
    )
}

export type AccountCommand<I, O> = { (request: RequestInfo, input: I): Promise<O>; name: string; input: z.ZodType }

type Definition<Schema extends z.ZodType, Call, O> = {
  name: string
  input: Schema
  conflicts?: Conflicts
  run: (call: Call & { tx: Tx; request: RequestInfo; input: z.output<Schema> }) => Promise<{
    data: O
    events: readonly AccountEvent[]
  }>
}

/** Parses the input and does the work with its facts in one transaction. @param callOf what this kind of command adds */
async function perform<Schema extends z.ZodType, Call, O>(
  { input: schema, conflicts, run }: Definition<Schema, Call, O>,
  request: RequestInfo,
  raw: unknown,
  callOf: (tx: Tx) => Promise<Call>,
): Promise<O> {
  const parsed = schema.safeParse(raw)
  if (!parsed.success) throw fromZod(parsed.error)
  for (let attempt = 1; ; attempt++)
    try {
      return await inPlatform(async (tx) => {
        const { data, events } = await run({ ...(await callOf(tx)), tx, request, input: parsed.data })
        await recordAccount(tx, request, events)
        return data
      })
    } catch (error) {
      // Two who act on each other wait for each other; one of them goes again.
      if (isCollision(error) && attempt < 4) continue
      throw fromDatabase(error, conflicts)
    }
}

const named = <C extends object>(command: C, { name, input }: { name: string; input: z.ZodType }) => {
  Object.defineProperty(command, 'name', { value: name })
  return Object.assign(command, { input })
}

/** A write about a login, outside every organization. What it may do follows from the secrets in its input. */
export function defineAccountCommand<Schema extends z.ZodType, O>(
  definition: Definition<Schema, object, O>,
): AccountCommand<z.input<Schema>, O> {
  const command = (request: RequestInfo, raw: z.input<Schema>): Promise<O> =>
    perform(definition, request, raw, async () => ({}))
  return named(command, definition)
}

export type Login = { sessionId: string; user: typeof users.$inferSelect }

export type LoginCommand<I, O> = {
  (request: RequestInfo, sessionId: string, input: I): Promise<O>
  name: string
  input: z.ZodType
}

/** A write about one's own login. The person's row is locked, so that two changes of one login wait for each other. */
export function defineLoginCommand<Schema extends z.ZodType, O>(
  definition: Definition<Schema, { login: Login }, O>,
): LoginCommand<z.input<Schema>, O> {
  const command = (request: RequestInfo, sessionId: string, raw: z.input<Schema>): Promise<O> =>
    perform(definition, request, raw, async (tx) => ({ login: await loginOf(tx, sessionId) }))
  return named(command, definition)
}

export type PlatformEvent = Omit<AccountEvent, 'actor'>

/**
 * A write by a platform admin. Whether they are one is read in the write's own transaction, and their row stays locked
 * until its end; what they did goes into the platform's trail with it. @throws 401 · 403 for everybody else
 */
export function definePlatformCommand<Schema extends z.ZodType, O>(definition: {
  name: string
  input: Schema
  conflicts?: Conflicts
  run: (call: {
    tx: Tx
    request: RequestInfo
    admin: Login
    input: z.output<Schema>
  }) => Promise<{ data: O; events: readonly PlatformEvent[] }>
}): LoginCommand<z.input<Schema>, O> {
  return defineLoginCommand<Schema, O>({
    ...definition,
    async run({ tx, request, login, input }) {
      if (!login.user.platformAdmin) throw forbidden('platform.admin')
      const { data, events } = await definition.run({ tx, request, admin: login, input })
      const actor = { userId: login.user.id, name: login.user.name }
      return { data, events: events.map((event) => ({ ...event, actor })) }
    },
  })
}

async function loginOf(tx: Tx, sessionId: string): Promise<Login> {
  const [row] = await tx
    .select({ user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.id, sessionId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, sql`now()`),
        isNull(users.disabledAt),
      ),
    )
    .for('update', { of: users })
  if (!row) throw unauthenticated()
  return { sessionId, user: row.user }
}

/** Ends the person's sessions, but for one that may go on. */
export async function endSessions(tx: Tx, userId: string, but?: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
        but === undefined ? undefined : sql`${sessions.id} <> ${but}`,
      ),
    )
}
