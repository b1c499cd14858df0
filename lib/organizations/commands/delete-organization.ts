import { sql } from 'drizzle-orm'
import { recordAccount } from '@/lib/core/account-command'
import { fromDatabase } from '@/lib/core/database-errors'
import { inPlatform } from '@/lib/core/transaction'
import { forgetJobsOf } from '@/lib/integrations/jobs-console'
import { forgetMailsOf } from '@/lib/integrations/mailbox'
import { deleteObjects, hasBucket } from '@/lib/integrations/storage'

/** What the platform's trail calls whatever is not there any more. */
const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * Deletes an organization for good, thirty days after it was archived. That its rows are gone is committed last: a deletion
 * that was interrupted is found and done again. @throws 409 `NOT_EXPIRED`
 */
export async function deleteOrganization(id: string): Promise<{ rows: number; files: number }> {
  try {
    return await inPlatform(async (tx) => {
      // However much there is, it goes at once or not at all.
      await tx.execute(
        sql`select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`,
      )
      const [gone] = await tx.execute<{ rows: string }>(sql`select app_delete_organization(${id}::uuid) as rows`)
      await Promise.all([forgetJobsOf(id), forgetMailsOf(id)])
      const done = { rows: Number(gone?.rows ?? 0), files: hasBucket() ? await deleteObjects(`${id}/`) : 0 }
      const event = {
        type: 'organization.deleted',
        subject: { type: 'organization' as const, id: nobody },
        actor: { userId: null, name: 'Lobby' },
        after: done,
        quiet: true,
      }
      await recordAccount(tx, { id: `deletion ${new Date().toISOString().slice(0, 10)}`, address: null }, [event])
      return done
    })
  } catch (error) {
    throw fromDatabase(error)
  }
}
