import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { idempotencyKeys } from '@/db/schema/events'
import { type Context, memberOf } from './context'
import { conflict } from './errors'
import type { Tx } from './transaction'

const hashOf = (command: string, input: unknown) =>
  createHash('sha256')
    .update(`${command}\n${JSON.stringify(input)}`)
    .digest('hex')

/**
 * Runs a write once per `Idempotency-Key` and member. The key is taken in the write's own transaction, so a second
 * request waits for the first and then gets its answer; a failed write leaves the key free.
 * @throws 409 `IDEMPOTENCY_KEY_REUSED` when the key came with another request before
 */
export async function once<T>(
  tx: Tx,
  ctx: Context,
  key: string,
  command: string,
  input: unknown,
  run: () => Promise<T>,
): Promise<T> {
  const row = { organizationId: ctx.organization.id, memberId: memberOf(ctx), key }
  const requestHash = hashOf(command, input)
  const [taken] = await tx
    .insert(idempotencyKeys)
    .values({ ...row, requestHash })
    .onConflictDoNothing()
    .returning()
  const mine = and(
    eq(idempotencyKeys.organizationId, row.organizationId),
    eq(idempotencyKeys.memberId, row.memberId),
    eq(idempotencyKeys.key, key),
  )

  if (!taken) {
    const [before] = await tx.select().from(idempotencyKeys).where(mine)
    if (before?.requestHash !== requestHash)
      throw conflict('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request.')
    return before.response as T
  }
  const data = await run()
  await tx.update(idempotencyKeys).set({ response: data }).where(mine)
  return data
}
