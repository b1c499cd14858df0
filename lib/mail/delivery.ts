import { eq } from 'drizzle-orm'
import { suppressedAddresses } from '@/db/schema/mail'
import { inPlatform } from '@/lib/core/transaction'
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
