import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { oneTimeSecrets, passkeys, sessions, userIdentities, users } from '@/db/schema/accounts'
import { organizations } from '@/db/schema/organizations'
import { fromDatabase } from '@/lib/core/database-errors'
import { unauthenticated } from '@/lib/core/errors'
import { defineQuery } from '@/lib/core/query'
import { inPlatform, type Tx } from '@/lib/core/transaction'
import { deviceName } from './device-name'

const isOpen = and(isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`))

/** Reads about the login of a session. @throws 401 · 503 */
async function ofLogin<T>(sessionId: string, read: (tx: Tx, user: typeof users.$inferSelect) => Promise<T>) {
  try {
    return await inPlatform(async (tx) => {
      const [row] = await tx
        .select({ user: users })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(eq(sessions.id, sessionId), isOpen, isNull(users.disabledAt)))
      if (!row) throw unauthenticated()
      return read(tx, row.user)
    })
  } catch (error) {
    throw fromDatabase(error)
  }
}

/** One's own login, and the address it may move to. */
export const readAccount = (sessionId: string) =>
  ofLogin(sessionId, async (tx, { id, name, email, emailVerifiedAt, timeZone, locale, passwordHash }) => {
    const [moving] = await tx
      .select({ address: oneTimeSecrets.address })
      .from(oneTimeSecrets)
      .where(
        and(
          eq(oneTimeSecrets.userId, id),
          eq(oneTimeSecrets.purpose, 'change_email'),
          isNull(oneTimeSecrets.usedAt),
          gt(oneTimeSecrets.expiresAt, sql`now()`),
        ),
      )
    const login = { id, name, email, timeZone, locale, emailVerified: emailVerifiedAt !== null }
    const [factor] = await tx.execute<{ since: string | null; left: number }>(sql`
      select f.confirmed_at::text as since,
        (select count(*)::int from recovery_codes c where c.user_id = f.user_id and c.used_at is null) as "left"
      from second_factors f where f.user_id = ${id} and f.confirmed_at is not null`)
    const secondFactor = factor?.since ? { codesLeft: factor.left } : null
    const identities = await tx
      .select({ provider: userIdentities.provider, email: userIdentities.email })
      .from(userIdentities)
      .where(eq(userIdentities.userId, id))
    const keys = await tx
      .select({ id: passkeys.id, name: passkeys.name, createdAt: passkeys.createdAt, lastUsedAt: passkeys.lastUsedAt })
      .from(passkeys)
      .where(eq(passkeys.userId, id))
      .orderBy(passkeys.createdAt)
    const hasPassword = passwordHash !== null
    return { ...login, hasPassword, movingTo: moving?.address ?? null, secondFactor, identities, passkeys: keys }
  })

export type SessionRow = {
  id: string
  kind: 'browser' | 'api'
  device: string
  address: string | null
  lastUsedAt: string
  createdAt: string
  current: boolean
}

/** Where one is signed in, the latest used first. */
export const listSessions = (sessionId: string): Promise<SessionRow[]> =>
  ofLogin(sessionId, async (tx, user) => {
    const lastUsed = sql<Date>`coalesce(${sessions.lastUsedAt}, ${sessions.createdAt})`.mapWith(sessions.createdAt)
    const rows = await tx
      .select({
        id: sessions.id,
        kind: sessions.kind,
        userAgent: sessions.userAgent,
        address: sql<string | null>`coalesce(${sessions.lastAddress}, ${sessions.address})`,
        lastUsedAt: lastUsed,
        createdAt: sessions.createdAt,
      })
      .from(sessions)
      .where(and(eq(sessions.userId, user.id), isOpen))
      .orderBy(desc(lastUsed))
      .limit(200)
    return rows.map(({ userAgent, kind, lastUsedAt, createdAt, ...row }) => ({
      ...row,
      kind: kind === 'api' ? 'api' : 'browser',
      device: deviceName(userAgent),
      lastUsedAt: lastUsedAt.toISOString(),
      createdAt: createdAt.toISOString(),
      current: row.id === sessionId,
    }))
  })

/** What an organization asks of its members' logins. */
export const getOrganizationSecurity = defineQuery({
  name: 'accounts.organization_security',
  permission: 'organization.settings.edit',
  input: z.strictObject({}),
  async run({ tx, ctx }) {
    const [row] = await tx
      .select({ secondFactorRequired: organizations.secondFactorRequired })
      .from(organizations)
      .where(eq(organizations.id, ctx.organization.id))
    return { secondFactorRequired: row?.secondFactorRequired ?? false }
  },
})
