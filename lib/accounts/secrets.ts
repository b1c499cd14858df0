import { and, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { oneTimeSecrets } from '@/db/schema/accounts'
import { newId } from '@/lib/core/command'
import { invalidField } from '@/lib/core/errors'
import { hashSecret, secretFor } from '@/lib/core/secret'
import type { Tx } from '@/lib/core/transaction'

export type SecretPurpose = 'verify_email' | 'reset_password' | 'change_email' | 'keep_email'
const lifetime: Record<SecretPurpose, SQL> = {
  verify_email: sql`now() + interval '7 days'`,
  reset_password: sql`now() + interval '1 hour'`,
  change_email: sql`now() + interval '1 day'`,
  keep_email: sql`now() + interval '7 days'`,
}

/** A row for a new single-use secret; it expires by the database's clock. */
export function newSecret(userId: string, purpose: SecretPurpose, address?: string) {
  const id = newId()
  return { id, userId, purpose, address, secretHash: hashSecret(secretFor(purpose, id)), expiresAt: lifetime[purpose] }
}

/** Uses a secret up. @returns whose it was @throws 400 when it is unknown, used or too old */
export const takeSecret = async (tx: Tx, purpose: SecretPurpose, secret: string): Promise<string> =>
  (await takeLetter(tx, purpose, secret)).userId

/** The same for a link about an address. */
export async function takeLetter(tx: Tx, purpose: SecretPurpose, secret: string) {
  const [taken] = await tx
    .update(oneTimeSecrets)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(oneTimeSecrets.secretHash, hashSecret(secret)),
        eq(oneTimeSecrets.purpose, purpose),
        isNull(oneTimeSecrets.usedAt),
        gt(oneTimeSecrets.expiresAt, sql`now()`),
      ),
    )
    .returning({ userId: oneTimeSecrets.userId, address: oneTimeSecrets.address })
  if (!taken) throw invalidField('secret', 'This link was used already or is too old. Ask for a new one.', 'expired')
  return { userId: taken.userId, address: taken.address ?? '' }
}

/** Makes links that were sent earlier useless. */
export async function voidSecrets(tx: Tx, userId: string, purposes: SecretPurpose[]): Promise<void> {
  await tx
    .update(oneTimeSecrets)
    .set({ usedAt: sql`now()` })
    .where(
      and(eq(oneTimeSecrets.userId, userId), inArray(oneTimeSecrets.purpose, purposes), isNull(oneTimeSecrets.usedAt)),
    )
}
