import { sql } from 'drizzle-orm'
import { PgDialect as Dialect, type PgDialect } from 'drizzle-orm/pg-core'
import { drizzle, PostgresJsSession, PostgresJsTransaction } from 'drizzle-orm/postgres-js'
import type { Sql, TransactionSql } from 'postgres'
import { connect } from '@/db/client'
import type { AccessAnswer, OrganizationId } from './context'
import { isConnectionLost } from './database-errors'
import { env } from './env'
import { noteAway, noteBack } from './outage'

export type Tx = PostgresJsTransaction<Record<string, never>, Record<string, never>>

const dialect: PgDialect = new Dialect()
const shared = globalThis as { lobbyPool?: Sql }

function pool(): Sql {
  if (!shared.lobbyPool) {
    shared.lobbyPool = connect(env().DATABASE_URL)
    // Only for its effect: it gives the client the plain parsers that drizzle's own mapping expects.
    drizzle(shared.lobbyPool)
  }
  return shared.lobbyPool
}

/**
 * The driver within one transaction, with two things mended. Drizzle never names its statements, which costs a second
 * round trip each. And a question asked after the end, by work that goes on beside a part that failed, would run on a
 * connection that is somebody else's by then, or never be answered and keep it for good (porsager/postgres#1155).
 */
async function untilAnswered<T>(sql: TransactionSql, run: (sql: TransactionSql) => Promise<T>): Promise<T> {
  let ended = false
  const asked = new Set<Promise<void>>()
  const ask = (query: string, values?: never[]) => {
    if (ended) throw new Error('This transaction has ended')
    // The driver notices it only while it writes, and leaves the connection waiting inside the transaction.
    if (values?.some((value) => value === undefined)) throw new TypeError('A question has a value that is undefined')
    const question = sql.unsafe(query, values, { prepare: true })
    const done = () => void asked.delete(answered)
    const answered: Promise<void> = question.then(done, done)
    asked.add(answered)
    return question
  }
  const guarded = new Proxy(sql, {
    get: (target, property, receiver) => (property === 'unsafe' ? ask : Reflect.get(target, property, receiver)),
  })
  try {
    return await run(guarded)
  } finally {
    ended = true
    await Promise.all(asked)
  }
}

/** A transaction whose BEGIN was never answered has done nothing and may be tried once more. */
async function begin<T>(run: (sql: TransactionSql) => Promise<T>, mode: '' | 'read only' = ''): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let begun = false
    try {
      const result = (await pool().begin(mode, (sql) => {
        begun = true
        return untilAnswered(sql, run)
      })) as T
      noteBack()
      return result
    } catch (error) {
      if (isConnectionLost(error)) noteAway()
      if (begun || attempt === 2 || !isConnectionLost(error)) throw error
    }
  }
}

const transactionOver = (sql: TransactionSql): Tx => {
  const session = new PostgresJsSession(sql as never, dialect, undefined, {})
  return new PostgresJsTransaction(dialect, session as never, undefined) as unknown as Tx
}

/**
 * Runs `run` in one transaction that sees and writes the rows of one organization only. The setting is local to the
 * transaction and travels in one flight with the first query. With `asOf` the tables that are kept are what they were then.
 */
export const inTenant = <T>(
  organizationId: OrganizationId,
  run: (tx: Tx) => Promise<T>,
  mode: '' | 'read only' = '',
  asOf?: Date,
): Promise<T> =>
  begin(async (sql) => {
    const scoped = asOf
      ? sql.unsafe(
          "select set_config('app.organization_id', $1, true), set_config('app.as_of', $2, true), set_config('search_path', 'as_of, public', true)",
          [organizationId, asOf.toISOString()],
          { prepare: true },
        )
      : sql.unsafe("select set_config('app.organization_id', $1, true)", [organizationId], { prepare: true })
    const [result] = await Promise.all([run(transactionOver(sql)), scoped])
    return result
  }, mode)

/** Runs `run` in one transaction outside every organization: logins and the platform. Tenant tables are empty here. */
export const inPlatform = <T>(run: (tx: Tx) => Promise<T>): Promise<T> => begin((sql) => run(transactionOver(sql)))

/** Lets a transaction about a login see and write one organization too; local to it, as in `inTenant`. */
export const enterTenant = async (tx: Tx, organizationId: string): Promise<OrganizationId> => {
  await tx.execute(sql`select set_config('app.organization_id', ${organizationId}, true)`)
  return organizationId as OrganizationId
}

export type Person = {
  id: string
  email: string
  name: string
  emailVerified: boolean
  platformAdmin: boolean
  timeZone: string
  locale: string
  memberships: {
    slug: string
    name: string
    owner: boolean
    /** The file of its logo, where it has one that the person may see. */
    logo: string | null
    roles: { key: string; name: string; permissions: unknown }[]
  }[]
}

/** One of the database's access functions, as one plain query. */
async function ask<T>(call: string, values: string[]): Promise<T | null> {
  for (let attempt = 1; ; attempt++)
    try {
      const [row] = await pool().unsafe<{ answer: T | null }[]>(`select ${call} as answer`, values, { prepare: true })
      noteBack()
      return row?.answer ?? null
    } catch (error) {
      if (isConnectionLost(error)) noteAway()
      if (attempt === 2 || !isConnectionLost(error)) throw error
    }
}

/** Session, person, membership, permissions and settings in one query. Null: not signed in. `access` null: no membership there. */
export const askAccess = (sessionId: string, slug: string) =>
  ask<{ person: Person; access: AccessAnswer | null }>('app_access($1, $2)', [sessionId, slug])

/** The caller's membership of an organization by its id; null without one. */
export const askAccessById = (sessionId: string, organizationId: string) =>
  ask<AccessAnswer>('app_access_by_id($1, $2)', [sessionId, organizationId])

/** The signed-in person with their memberships; null when the session is over. */
export const askPerson = (sessionId: string) => ask<Person>('app_session($1)', [sessionId])

/** An active member of an active organization, for jobs that act on somebody's behalf. */
export const askMember = (organizationId: string, memberId: string) =>
  ask<AccessAnswer>('app_member($1, $2)', [organizationId, memberId])

export const askSlugTaken = (slug: string) => ask<boolean>('app_slug_taken($1)', [slug])

export type InvitationAnswer = {
  id: string
  organizationId: string
  slug: string
  organization: string
  email: string
  name: string
  invitedBy: string
  client: string | null
  hasAccount: boolean
  state: 'open' | 'accepted' | 'revoked' | 'expired'
}

export const askInvitation = (secretHash: string) => ask<InvitationAnswer>('app_invitation($1)', [secretHash])

const endings = new Set<() => Promise<unknown>>()
/** What has to be written before the pool closes. */
export const onClose = (end: () => Promise<unknown>): void => void endings.add(end)

/** Closes the pool, for programs that must end. */
export const closePool = async () => {
  await Promise.all([...endings].map((end) => end()))
  await shared.lobbyPool?.end({ timeout: 5 })
  shared.lobbyPool = undefined
}

/** One statement on tables that belong to no organization, for libraries that bring their own SQL. */
export const platformQuery = async (text: string, values: unknown[]) => ({
  rows: [...(await pool().unsafe(text, values as never[], { prepare: true }))],
})

/** Seconds since the oldest event that nobody has taken from the outbox; 0 when it is empty. */
export const outboxLag = async (): Promise<number> => Number((await ask<number>('app_outbox_lag()', [])) ?? 0)

/** The ids of all organizations that are in use, for jobs that look after each in turn. */
export const askActiveOrganizations = async (): Promise<string[]> =>
  (await ask<string[]>('app_active_organizations()', [])) ?? []

/** An organization that answers none of its members now, and why; instants are ISO text. */
export type ClosedOrganization = {
  id: string
  slug: string
  name: string
  status: 'suspended' | 'archived'
  reason: string | null
  by: 'owner' | 'platform'
  since: string
  /** When it is deleted for good, if it is archived. */
  until: string | null
  owner: boolean
  formerSlugs: string[]
}

/** The closed organizations that the signed-in person belongs to. */
export const askClosedOrganizations = async (sessionId: string): Promise<ClosedOrganization[]> =>
  (await ask<ClosedOrganization[]>('app_closed_organizations($1)', [sessionId])) ?? []

/** The organizations that keep somebody out, by their session; they learn the name and nothing else. */
export const askSuspendedMemberships = async (sessionId: string): Promise<{ slug: string; name: string }[]> =>
  (await ask<{ slug: string; name: string }[]>('app_suspended_memberships($1)', [sessionId])) ?? []

/** The ids of organizations that were archived long enough ago to be deleted for good. */
export const askExpiredOrganizations = async (): Promise<string[]> =>
  (await ask<string[]>('app_expired_organizations()', [])) ?? []
