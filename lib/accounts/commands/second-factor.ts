import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { renderSVG } from 'uqr'
import { passkeys, recoveryCodes, secondFactors } from '@/db/schema/accounts'
import { defineLoginCommand, endSessions, type Login } from '@/lib/core/account-command'
import { conflict, invalidField } from '@/lib/core/errors'
import { limit } from '@/lib/core/rate-limit'
import type { Tx } from '@/lib/core/transaction'
import { requireOwnPassword } from '../own-password'
import { confirmSecondFactorInput, startSecondFactorInput, stopSecondFactorInput } from '../schema'
import { newTotpSecret, sealSecret, takeCode, totpOf, writeRecoveryCodes } from '../second-factor'

const about = ({ user }: Login) => ({
  subject: { type: 'user' as const, id: user.id },
  actor: { userId: user.id, name: user.name },
})

/** Makes a secret for an authenticator app; it counts when a code proves that the app has it. */
export const startSecondFactor = defineLoginCommand({
  name: 'accounts.start_second_factor',
  input: startSecondFactorInput,
  async run({ tx, login, input }) {
    const { user } = login
    await requireOwnPassword(login, input.password)
    const [active] = await tx
      .select({ userId: secondFactors.userId })
      .from(secondFactors)
      .where(and(eq(secondFactors.userId, user.id), isNotNull(secondFactors.confirmedAt)))
    if (active) throw conflict('SECOND_FACTOR_ON', 'Your second factor is on already.')
    const secret = newTotpSecret()
    const sealedSecret = sealSecret(user.id, secret)
    await tx
      .insert(secondFactors)
      .values({ userId: user.id, sealedSecret })
      .onConflictDoUpdate({
        target: secondFactors.userId,
        set: { sealedSecret, lastStep: null, createdAt: sql`now()` },
      })
    const picture = renderSVG(totpOf(user.email, secret).toString(), { ecc: 'M', border: 2 })
    return { data: { secret, picture }, events: [] }
  },
})

/** Turns the second factor on; every other session ends, since it was opened without. @returns the recovery codes, once */
export const confirmSecondFactor = defineLoginCommand({
  name: 'accounts.confirm_second_factor',
  input: confirmSecondFactorInput,
  async run({ tx, login, input }) {
    const { user, sessionId } = login
    await limit('code', `${user.id}:${sessionId}`)
    if (!(await takeCode(tx, user.id, input.code, true))) throw wrong()
    await tx.update(secondFactors).set({ confirmedAt: sql`now()` }).where(eq(secondFactors.userId, user.id))
    const codes = await writeRecoveryCodes(tx, user.id)
    await endSessions(tx, user.id, sessionId)
    const payload = { disconnect: [user.id] }
    return { data: { codes }, events: [{ ...about(login), type: 'user.second_factor_on', payload }] }
  },
})

/** Ten new recovery codes for whoever knows password and code; the former ones stop working. */
export const renewRecoveryCodes = defineLoginCommand({
  name: 'accounts.renew_recovery_codes',
  input: stopSecondFactorInput,
  async run({ tx, login, input }) {
    await requireBoth(tx, login, input)
    const codes = await writeRecoveryCodes(tx, login.user.id)
    return { data: { codes }, events: [{ ...about(login), type: 'user.recovery_codes_renewed' }] }
  },
})

/** Turns the second factor off for whoever knows password and code. */
export const stopSecondFactor = defineLoginCommand({
  name: 'accounts.stop_second_factor',
  input: stopSecondFactorInput,
  async run({ tx, login, input }) {
    await requireBoth(tx, login, input)
    const [kept] = await tx
      .select({ id: passkeys.id })
      .from(passkeys)
      .where(eq(passkeys.userId, login.user.id))
      .limit(1)
    if (!kept) await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, login.user.id))
    await tx.delete(secondFactors).where(eq(secondFactors.userId, login.user.id))
    return { data: {}, events: [{ ...about(login), type: 'user.second_factor_off' }] }
  },
})

const wrong = () => invalidField('code', 'This code is wrong, or was used already. Wait for the next one.', 'wrong')

async function requireBoth(tx: Tx, login: Login, { password, code }: { password: string; code: string }) {
  await requireOwnPassword(login, password)
  await limit('code', `${login.user.id}:${login.sessionId}`)
  if (!(await takeCode(tx, login.user.id, code))) throw wrong()
}
