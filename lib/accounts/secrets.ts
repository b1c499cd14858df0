import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { oneTimeSecrets } from '@/db/schema/accounts'
import { newId } from '@/lib/core/command'
import { invalidField } from '@/lib/core/errors'
import { hashSecret, secretFor } from '@/lib/core/secret'
import type { Tx } from '@/lib/core/transaction'

export type SecretPurpose = 'verify_email' | 'reset_password'
const lifetime = { verify_email: sql`now() + interval '7 days'`, reset_password: sql`now() + interval '1 hour'` }

/** A row for a new single-use secret; it expires by the database's clock. */
export function newSecret(userId: string, purpose: SecretPurpose) {
  const id = newId()
  return { id, userId, purpose, secretHash: hashSecret(secretFor(purpose, id)), expiresAt: lifetime[purpose] }
}

/** Uses a secret up. @returns whose it was @throws 400 when it is unknown, used or too old */
export async function takeSecret(tx: Tx, purpose: SecretPurpose, secret: string): Promise<string> {
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
    .returning({ userId: oneTimeSecrets.userId })
  if (!taken) throw invalidField('secret', 'This link was used already or is too old. Ask for a new one.', 'expired')
  return taken.userId
}
