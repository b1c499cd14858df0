import { desc, eq, sql } from 'drizzle-orm'
import { grants } from '@/db/schema/grants'
import { defineQuery } from '@/lib/core/query'
import { inPlatform } from '@/lib/core/transaction'
import { grantState } from './find'
import { noInput } from './schema'

/** Who of the platform asked to look in, newest first; the owner decides about them. */
export const listGrants = defineQuery({
  name: 'grants.list',
  permission: 'organization.audit.view',
  input: noInput,
  run: async ({ tx, ctx }) => ({
    grants: await tx
      .select({
        id: grants.id,
        name: grants.userName,
        reason: grants.reason,
        hours: grants.hours,
        askedAt: grants.askedAt,
        until: grants.until,
        state: grantState,
      })
      .from(grants)
      .where(eq(grants.organizationId, ctx.organization.id))
      .orderBy(desc(grants.id))
      .limit(20),
  }),
})
export type Grant = Awaited<ReturnType<typeof listGrants>>['grants'][number]

/** What platform admins asked for in one organization, as the platform sees it; instants are ISO text. */
export type PlatformGrant = {
  id: string
  userId: string
  userName: string
  reason: string
  hours: number
  askedAt: string
  until: string | null
  endedAt: string | null
  state: Grant['state']
}
export async function listPlatformGrants(sessionId: string, organizationId: string): Promise<PlatformGrant[]> {
  const [row] = await inPlatform((tx) =>
    tx.execute<{ answer: PlatformGrant[] | null }>(
      sql`select app_platform_grants(${sessionId}, ${organizationId}) as answer`,
    ),
  )
  return row?.answer ?? []
}
