import { and, asc, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { platformAudit, users } from '@/db/schema/accounts'
import { notFound } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import { enterTenant, inPlatform } from '@/lib/core/transaction'
import { readLogo } from '@/lib/organizations/queries'
import { type listLogInput, type listOrganizationsInput, type listUsersInput, platformActs } from './schema'

/** An organization as the platform sees it: how much there is of what, and nothing that is inside. Instants are ISO text. */
export type PlatformOrganization = {
  id: string
  slug: string
  name: string
  /** The file of its logo, where it has one. */
  logo: string | null
  contactEmail: string
  status: 'active' | 'suspended' | 'archived'
  plan: string
  createdAt: string
  suspendedAt: string | null
  suspendedReason: string | null
  archivedAt: string | null
  archivedReason: string | null
  archivedBy: 'owner' | 'platform' | null
  deletedOn: string | null
  owner: { userId: string; name: string; email: string }
  members: number
  projects: number
  tasks: number
  storageBytes: number
  lastActivity: string | null
}

/** One of the platform's functions, which answer platform admins and nobody else. @throws 404 */
const answerOf = async <T>(call: SQL): Promise<T> => {
  const [row] = await inPlatform((tx) => tx.execute<{ answer: T | null }>(sql`select ${call} as answer`))
  if (!row?.answer) throw notFound()
  return row.answer
}

/** The organizations of the installation by their address. */
export async function listOrganizations(sessionId: string, input: z.output<typeof listOrganizationsInput>) {
  const { q, status, cursor, limit } = input
  const after = decodeCursor(cursor, 1)?.[0] ?? null
  const rows = await answerOf<PlatformOrganization[]>(
    sql`app_platform_organizations(${sessionId}, null, ${q || null}, ${status ?? null}, ${after}, ${limit + 1})`,
  )
  return toPage(
    rows,
    limit,
    ({ slug }) => [slug],
    (row) => row,
  )
}

/** One organization. @throws 404 */
export async function getOrganization(sessionId: string, id: string): Promise<PlatformOrganization> {
  const [found] = await answerOf<PlatformOrganization[]>(
    sql`app_platform_organizations(${sessionId}, ${id}, null, null, null, 1)`,
  )
  if (!found) throw notFound()
  return found
}

/** The logo of any organization, for platform admins, who see it beside the name. @throws 404 */
export async function getOrganizationLogo(sessionId: string, id: string) {
  await getOrganization(sessionId, id)
  return inPlatform(async (tx) => readLogo(tx, await enterTenant(tx, id)))
}

export type Figures = { day: string } & Record<
  'organizations' | 'members' | 'projects' | 'payments' | 'signIns' | 'failures',
  number
>

/** What there was, and what happened, day by day. */
export const listFigures = (sessionId: string, days: number) =>
  answerOf<Figures[]>(sql`app_platform_figures(${sessionId}, ${days})`)

export type PlatformMembership = {
  id: string
  slug: string
  name: string
  logo: string | null
  status: 'active' | 'suspended' | 'left'
  organizationStatus: PlatformOrganization['status']
  owner: boolean
  since: string
}

/** Which organizations a person belongs to; not what they are there. */
export const listMemberships = (sessionId: string, userId: string) =>
  answerOf<PlatformMembership[]>(sql`app_platform_memberships(${sessionId}, ${userId})`)

const shown = {
  id: users.id,
  email: users.email,
  name: users.name,
  verified: sql<boolean>`${users.emailVerifiedAt} is not null`,
  disabled: sql<boolean>`${users.disabledAt} is not null`,
  platformAdmin: users.platformAdmin,
  createdAt: users.createdAt,
  sessions: sql<number>`(select count(*)::int from sessions s where s.user_id = "users"."id" and s.revoked_at is null and s.expires_at > now())`,
  lastUse: sql<
    string | null
  >`(select max(coalesce(s.last_used_at, s.created_at)) from sessions s where s.user_id = "users"."id")`,
}

const statuses = {
  active: and(isNull(users.disabledAt), isNotNull(users.emailVerifiedAt)),
  unverified: isNull(users.emailVerifiedAt),
  disabled: isNotNull(users.disabledAt),
  admin: eq(users.platformAdmin, true),
}

/** The logins of the installation by their address. */
export async function listUsers({ q, status, cursor, limit }: z.output<typeof listUsersInput>) {
  const after = decodeCursor(cursor, 1)
  const rows = await inPlatform((tx) =>
    tx
      .select(shown)
      .from(users)
      .where(
        and(
          status && statuses[status],
          q
            ? or(
                sql`position(lower(${q}) in lower(${users.name})) > 0`,
                sql`position(lower(${q}) in ${users.email}) > 0`,
              )
            : undefined,
          after ? sql`${users.email} > ${String(after[0])}` : undefined,
        ),
      )
      .orderBy(asc(users.email))
      .limit(limit + 1),
  )
  return toPage(
    rows,
    limit,
    ({ email }) => [email],
    (row) => row,
  )
}
export type PlatformUser = Awaited<ReturnType<typeof listUsers>>['items'][number]

/** One login. @throws 404 */
export async function getUser(id: string): Promise<PlatformUser> {
  const [row] = await inPlatform((tx) => tx.select(shown).from(users).where(eq(users.id, id)))
  if (!row) throw notFound()
  return row
}

/** What happened outside organizations, and what the platform did to them, newest first. Days are of UTC. */
export async function listLog({ event, actor, subject, from, to, cursor, limit }: z.output<typeof listLogInput>) {
  const after = decodeCursor(cursor, 1)
  const rows = await inPlatform((tx) =>
    tx
      .select()
      .from(platformAudit)
      .where(
        and(
          event === 'acts'
            ? inArray(platformAudit.event, platformActs)
            : event
              ? eq(platformAudit.event, event)
              : undefined,
          actor ? eq(platformAudit.actorUserId, actor) : undefined,
          subject ? eq(platformAudit.subjectId, subject) : undefined,
          from ? sql`${platformAudit.at} >= ${from}::date` : undefined,
          to ? sql`${platformAudit.at} < ${to}::date + 1` : undefined,
          after ? sql`${platformAudit.id} < ${String(after[0])}::uuid` : undefined,
        ),
      )
      .orderBy(desc(platformAudit.id))
      .limit(limit + 1),
  )
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    (row) => row,
  )
}
export type LogEntry = Awaited<ReturnType<typeof listLog>>['items'][number]
