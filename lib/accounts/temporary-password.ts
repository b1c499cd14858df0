import { and, eq, sql } from 'drizzle-orm'
import { temporaryPasswords, users } from '@/db/schema/accounts'
import { newId } from '@/lib/core/command'
import { hashPassword } from '@/lib/core/password'
import { secretFor } from '@/lib/core/secret'
import type { Tx } from '@/lib/core/transaction'

// Without letters and digits that are taken for each other.
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A password of 100 bits that people can type, for what has this id. It can be made again, so nothing has to keep it. */
export function temporaryPassword(id: string): string {
  const letters = [...Buffer.from(secretFor('temporary_password', id), 'base64url').subarray(0, 20)]
  return (
    letters
      .map((byte) => alphabet[byte % 32])
      .join('')
      .match(/.{5}/g) ?? []
  ).join('-')
}

type NewLogin = {
  email: string
  name: string
  password: string
  /** What the first sign-in accepts. */
  invitation?: { organizationId: string; invitationId: string }
}

/**
 * Makes a login whose password its maker knows; it works for seven days, for nothing but choosing one's own. A login that
 * exists is not touched, but for one that the same organization made and nobody has used yet: that gets this password.
 * Takes the same time either way. @returns the new login's id, or null when the address has one
 */
export async function makeLogin(tx: Tx, { email, name, password, invitation }: NewLogin): Promise<string | null> {
  const passwordHash = await hashPassword(password)
  const until = { expiresAt: sql`now() + interval '7 days'`, ...invitation }
  const [made] = await tx
    .insert(users)
    .values({ id: newId(), email, name, passwordHash })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id })
  if (made) {
    await tx.insert(temporaryPasswords).values({ userId: made.id, ...until })
    return made.id
  }
  if (!invitation) return null
  const [own] = await tx
    .update(temporaryPasswords)
    .set(until)
    .where(
      and(
        eq(temporaryPasswords.organizationId, invitation.organizationId),
        sql`${temporaryPasswords.userId} = (select u.id from users u where u.email = ${email})`,
      ),
    )
    .returning({ userId: temporaryPasswords.userId })
  if (own) await tx.update(users).set({ name, passwordHash }).where(eq(users.id, own.userId))
  return null
}

/** Makes the password that somebody has one of their own. @returns what its first use accepts, or null when it was none */
export async function endTemporary(tx: Tx, userId: string) {
  const [ended] = await tx.delete(temporaryPasswords).where(eq(temporaryPasswords.userId, userId)).returning()
  return ended ?? null
}
