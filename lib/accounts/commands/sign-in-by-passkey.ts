import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server'
import { eq, sql } from 'drizzle-orm'
import { passkeys, users } from '@/db/schema/accounts'
import type { RequestInfo } from '@/lib/core/account-command'
import { fromDatabase } from '@/lib/core/database-errors'
import { AppError } from '@/lib/core/errors'
import { limit } from '@/lib/core/rate-limit'
import { inPlatform } from '@/lib/core/transaction'
import { relyingParty, signInOptions, takeChallenge, transportsOf } from '../passkeys'
import { passkeyAnswer } from '../schema'
import { openSession, type SignedIn, whoComes } from './sign-in'

const refused = () =>
  new AppError(401, {
    code: 'PASSKEY_REFUSED',
    message: 'This passkey does not open anything here. Try again, or use your password.',
  })

/** What the browser asks its passkeys to sign. @throws 429 per address */
export async function startPasskeySignIn(request: RequestInfo) {
  await limit('passkey', request.address ?? 'unknown')
  return { options: await inPlatform(signInOptions) }
}

/**
 * Opens a session for whoever holds a passkey and has unlocked it: that is two factors, and no code is asked for.
 * @throws 401 `PASSKEY_REFUSED` whatever is wrong · 429 per address · 503
 */
export async function signInByPasskey(request: RequestInfo, raw: string): Promise<SignedIn> {
  try {
    await limit('signInAddress', request.address ?? 'unknown')
    const answer = answerIn(raw)
    const challenge = answer && (await takeChallenge(answer.response.clientDataJSON, null))
    if (!answer || !challenge) throw refused()
    return await inPlatform(async (tx) => {
      const [found] = await tx
        .select({ passkey: passkeys, user: users })
        .from(passkeys)
        .innerJoin(users, eq(users.id, passkeys.userId))
        .where(eq(passkeys.credentialId, answer.id))
        .for('update', { of: passkeys })
      if (!found || found.user.disabledAt) throw refused()
      const { passkey, user } = found
      const checked = await verifyAuthenticationResponse({
        response: answer,
        expectedChallenge: challenge,
        ...relyingParty(),
        requireUserVerification: true,
        credential: {
          id: passkey.credentialId,
          publicKey: Uint8Array.from(passkey.publicKey),
          counter: passkey.counter,
          transports: transportsOf(passkey.transports),
        },
      }).catch(() => null)
      if (!checked?.verified) throw refused()
      await tx
        .update(passkeys)
        .set({ counter: checked.authenticationInfo.newCounter, lastUsedAt: sql`now()` })
        .where(eq(passkeys.id, passkey.id))
      const { history } = await whoComes(tx, user.email, request, 'browser')
      return openSession(tx, request, user, 'browser', history)
    })
  } catch (error) {
    throw fromDatabase(error)
  }
}

function answerIn(raw: string): AuthenticationResponseJSON | null {
  try {
    const parsed = passkeyAnswer.safeParse(JSON.parse(raw))
    return parsed.success ? (parsed.data as unknown as AuthenticationResponseJSON) : null
  } catch {
    return null
  }
}
