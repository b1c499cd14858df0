import { and, eq, gt, type SQL } from 'drizzle-orm'
import { passkeys, recoveryCodes, secondFactors, userIdentities } from '@/db/schema/accounts'
import type { Tx } from '@/lib/core/transaction'

/**
 * Takes away what opens a login besides its password, or shuts its owner out: all of it, or what was made since a moment.
 * Whoever proves that the address is theirs owes nothing to what others made before.
 */
export async function dropWaysIn(tx: Tx, userId: string, since?: SQL): Promise<void> {
  const recent = (column: Parameters<typeof gt>[0]) => since && gt(column, since)
  await tx.delete(userIdentities).where(and(eq(userIdentities.userId, userId), recent(userIdentities.createdAt)))
  const keys = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.userId, userId), recent(passkeys.createdAt)))
    .returning({ userId: passkeys.userId })
  const apps = await tx
    .delete(secondFactors)
    .where(and(eq(secondFactors.userId, userId), recent(secondFactors.createdAt)))
    .returning({ userId: secondFactors.userId })
  if (keys.length + apps.length > 0) await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
}
