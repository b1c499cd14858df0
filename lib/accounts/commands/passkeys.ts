import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server'
import { and, eq, sql } from 'drizzle-orm'
import { passkeys, recoveryCodes } from '@/db/schema/accounts'
import { defineLoginCommand, endSessions, type Login } from '@/lib/core/account-command'
import { newId } from '@/lib/core/command'
import { conflict, invalidField, notFound } from '@/lib/core/errors'
import { limit } from '@/lib/core/rate-limit'
import type { Tx } from '@/lib/core/transaction'
import { requireOwnPassword } from '../own-password'
import { hasFactor, registrationOptions, relyingParty, takeChallenge } from '../passkeys'
import { addPasskeyInput, removePasskeyInput, renamePasskeyInput, startPasskeyInput } from '../schema'
import { writeRecoveryCodes } from '../second-factor'

const most = 20
const about = ({ user }: Login) => ({
  subject: { type: 'user' as const, id: user.id },
  actor: { userId: user.id, name: user.name },
})
const refused = () =>
  invalidField(
    'passkey',
    'This passkey could not be added. Start again; a request is good for five minutes.',
    'refused',
  )

/** Asks the browser for a new passkey, for whoever knows the password. */
export const startPasskey = defineLoginCommand({
  name: 'accounts.start_passkey',
  input: startPasskeyInput,
  async run({ tx, request, login, input }) {
    await limit('passkey', request.address ?? 'unknown')
    await requireOwnPassword(login, input.password)
    const [have] = await tx
      .select({ n: sql<number>`count(*)::int` })
      .from(passkeys)
      .where(eq(passkeys.userId, login.user.id))
    if ((have?.n ?? 0) >= most) throw conflict('TOO_MANY_PASSKEYS', `You have ${most} passkeys. Remove one first.`)
    return { data: { options: await registrationOptions(tx, login.user) }, events: [] }
  },
})

/**
 * Keeps the passkey that the browser made. With the first factor of a login its other sessions end, since they were opened
 * without, and there are recovery codes. @returns those, once
 */
export const addPasskey = defineLoginCommand({
  name: 'accounts.add_passkey',
  input: addPasskeyInput,
  conflicts: { passkeys_credential_unique: { path: 'passkey', message: 'This passkey is known already.' } },
  async run({ tx, login, input }) {
    const { user, sessionId } = login
    const response = input.response as unknown as RegistrationResponseJSON
    const challenge = await takeChallenge(response.response.clientDataJSON, user.id)
    if (!challenge) throw refused()
    const checked = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      ...relyingParty(),
      requireUserVerification: true,
    }).catch(() => null)
    if (!checked?.verified) throw refused()
    const { credential } = checked.registrationInfo
    const before = await factorOf(tx, user.id)
    await tx.insert(passkeys).values({
      id: newId(),
      userId: user.id,
      credentialId: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: (credential.transports ?? []).join(),
      name: input.name,
    })
    const codes = before ? null : await writeRecoveryCodes(tx, user.id)
    if (!before) await endSessions(tx, user.id, sessionId)
    const payload = before ? {} : { disconnect: [user.id] }
    return { data: { codes }, events: [{ ...about(login), type: 'user.passkey_added', payload }] }
  },
})

export const renamePasskey = defineLoginCommand({
  name: 'accounts.rename_passkey',
  input: renamePasskeyInput,
  async run({ tx, login, input }) {
    const [row] = await tx.update(passkeys).set({ name: input.name }).where(own(login, input.passkey)).returning()
    if (!row) throw notFound()
    return { data: {}, events: [{ ...about(login), type: 'user.passkey_renamed', quiet: true }] }
  },
})

/** Forgets a passkey, for whoever knows the password; without any factor left the recovery codes go too. */
export const removePasskey = defineLoginCommand({
  name: 'accounts.remove_passkey',
  input: removePasskeyInput,
  async run({ tx, login, input }) {
    await requireOwnPassword(login, input.password)
    const [row] = await tx.delete(passkeys).where(own(login, input.passkey)).returning({ id: passkeys.id })
    if (!row) throw notFound()
    if (!(await factorOf(tx, login.user.id)))
      await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, login.user.id))
    return { data: {}, events: [{ ...about(login), type: 'user.passkey_removed' }] }
  },
})

const own = ({ user }: Login, id: string) => and(eq(passkeys.id, id), eq(passkeys.userId, user.id))

async function factorOf(tx: Tx, userId: string): Promise<boolean> {
  const [row] = await tx.execute<{ has: boolean }>(sql`select ${hasFactor(sql`${userId}::uuid`)} as has`)
  return row?.has ?? false
}
