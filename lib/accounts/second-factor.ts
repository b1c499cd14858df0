import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomInt } from 'node:crypto'
import { and, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { recoveryCodes, secondFactors } from '@/db/schema/accounts'
import { env } from '@/lib/core/env'
import type { Tx } from '@/lib/core/transaction'

const period = 30
const sealingKey = () => Buffer.from(hkdfSync('sha256', env().LOBBY_TOKEN_SECRET, '', 'second factor', 32))

/** AES-256-GCM, bound to its person: a secret moved to another row does not open. */
export function sealSecret(userId: string, secret: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(), nonce).setAAD(Buffer.from(userId))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** @throws when it was not sealed by us for this person */
export function openSecret(userId: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(), bytes.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(userId))
    .setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

export const newTotpSecret = () => new Secret({ size: 20 }).base32

/** What an authenticator app reads from the picture (RFC 6238: SHA-1, six digits, thirty seconds). */
export const totpOf = (email: string, secret: string) =>
  new TOTP({ issuer: 'Lobby', label: email, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) })

/** Whether a code is of an app and not a recovery code. */
export const isAppCode = (code: string) => /^\d{6}$/.test(code)

/**
 * Uses a code up: one of the app, now or half a minute beside, or a recovery code. Of two that come with the same one
 * together, one is let in. @returns whether it was good
 */
export async function takeCode(tx: Tx, userId: string, code: string, unconfirmed = false): Promise<boolean> {
  if (!isAppCode(code)) return unconfirmed ? false : takeRecoveryCode(tx, userId, code)
  const [row] = await tx
    .select()
    .from(secondFactors)
    .where(
      and(
        eq(secondFactors.userId, userId),
        unconfirmed ? isNull(secondFactors.confirmedAt) : isNotNull(secondFactors.confirmedAt),
      ),
    )
  if (!row) return false
  const delta = totpOf('', openSecret(userId, row.sealedSecret)).validate({ token: code, window: 1 })
  if (delta === null) return false
  const step = Math.floor(Date.now() / 1000 / period) + delta
  const taken = await tx
    .update(secondFactors)
    .set({ lastStep: step })
    .where(and(eq(secondFactors.userId, userId), or(isNull(secondFactors.lastStep), lt(secondFactors.lastStep, step))))
    .returning({ userId: secondFactors.userId })
  return taken.length === 1
}

// Without letters and digits that are taken for each other.
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const hashCode = (userId: string, code: string) =>
  createHmac('sha256', env().LOBBY_TOKEN_SECRET).update(`recovery:${userId}:${code}`).digest('hex')

async function takeRecoveryCode(tx: Tx, userId: string, code: string): Promise<boolean> {
  const taken = await tx
    .update(recoveryCodes)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.codeHash, hashCode(userId, code)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ userId: recoveryCodes.userId })
  return taken.length === 1
}

/** Ten new codes of 60 bits in place of all former ones; they are shown once. */
export async function writeRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const part = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  const codes = Array.from({ length: 10 }, () => [part(), part(), part()].join('-'))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ userId, codeHash: hashCode(userId, code.replaceAll('-', '')) })))
  return codes
}
