import { eq } from 'drizzle-orm'
import { invitationStops, suppressedAddresses } from '@/db/schema/mail'
import { secretFor } from '@/lib/core/secret'
import { inPlatform, type Tx } from '@/lib/core/transaction'
import { readMailWebhook } from '@/lib/integrations/resend'

const suppressing = new Set(['email.bounced', 'email.complained'])

/** Takes note of a signed delivery report. @returns false when the signature does not fit */
export async function noteDelivery(payload: string, headers: Headers): Promise<boolean> {
  const report = readMailWebhook(payload, headers)
  if (!report) return false
  if (suppressing.has(report.type))
    await inPlatform((tx) =>
      tx
        .insert(suppressedAddresses)
        .values(report.to.map((address) => ({ email: address.toLowerCase(), reason: report.type })))
        .onConflictDoNothing(),
    )
  return true
}

/** Whether mails to this address have bounced or were complained about. */
export const isSuppressed = (address: string): Promise<boolean> =>
  inPlatform(async (tx) => {
    const rows = await tx.select().from(suppressedAddresses).where(eq(suppressedAddresses.email, address.toLowerCase()))
    return rows.length > 0
  })

/** An address as a stop of invitations keeps it: the same each time, and no way back to it without the secret of this Lobby. */
export const addressHash = (address: string): string => secretFor('invitation_stop', address.trim().toLowerCase())

/** No more invitations go to the address behind this hash. Again is the same as once. */
export const stopInvitations = (hash: string): Promise<unknown> =>
  inPlatform((tx) => tx.insert(invitationStops).values({ addressHash: hash }).onConflictDoNothing())

/** Whether this address takes invitations by mail, asked within a transaction. */
export async function takesInvitations(tx: Tx, address: string): Promise<boolean> {
  const rows = await tx
    .select()
    .from(invitationStops)
    .where(eq(invitationStops.addressHash, addressHash(address)))
  return rows.length === 0
}
