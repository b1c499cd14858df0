import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { notFound } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'

/** A login, for a command about it; its row is locked. @throws 404 */
export async function findUser(tx: Tx, id: string) {
  const [user] = await tx.select().from(users).where(eq(users.id, id)).for('update')
  if (!user) throw notFound()
  return { ...user, subject: { type: 'user' as const, id, name: user.email } }
}
