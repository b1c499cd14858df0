import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { and, eq, gt, isNull, lte, sql } from 'drizzle-orm'
import { passkeyChallenges, passkeys, type users } from '@/db/schema/accounts'
import { env } from '@/lib/core/env'
import { inPlatform, type Tx } from '@/lib/core/transaction'

/** Passkeys belong to the host that Lobby is found at, and answer to its pages only. */
export const relyingParty = () => {
  const { hostname, origin } = new URL(env().LOBBY_URL)
  return { expectedRPID: hostname, expectedOrigin: origin }
}

type Transports = NonNullable<
  NonNullable<PublicKeyCredentialCreationOptionsJSON['excludeCredentials']>[number]['transports']
>
export const transportsOf = (text: string) => text.split(',').filter(Boolean) as Transports

/** What a browser needs to make a passkey: on the device, unlocked by its owner, and no second one on the same device. */
export async function registrationOptions(tx: Tx, user: typeof users.$inferSelect) {
  const known = await tx.select().from(passkeys).where(eq(passkeys.userId, user.id))
  const options = await generateRegistrationOptions({
    rpName: 'Lobby',
    rpID: relyingParty().expectedRPID,
    userID: Uint8Array.from(Buffer.from(user.id.replaceAll('-', ''), 'hex')),
    userName: user.email,
    userDisplayName: user.name,
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: transportsOf(transports),
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(tx, options.challenge, user.id)
  return options
}

/** What a browser needs to offer the passkeys that it has; nobody is named, so nothing is told about anybody. */
export async function signInOptions(tx: Tx): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({
    rpID: relyingParty().expectedRPID,
    userVerification: 'required',
    allowCredentials: [],
  })
  await keepChallenge(tx, options.challenge, null)
  return options
}

async function keepChallenge(tx: Tx, challenge: string, userId: string | null): Promise<void> {
  await tx.delete(passkeyChallenges).where(lte(passkeyChallenges.expiresAt, sql`now()`))
  await tx.insert(passkeyChallenges).values({ challenge, userId, expiresAt: sql`now() + interval '5 minutes'` })
}

/** Takes a challenge away, in a transaction of its own: also what fails afterwards has used it up. @returns whether it was there */
export async function takeChallenge(clientData: string, userId: string | null): Promise<string | null> {
  const challenge = challengeIn(clientData)
  if (!challenge) return null
  const taken = await inPlatform((tx) =>
    tx
      .delete(passkeyChallenges)
      .where(
        and(
          eq(passkeyChallenges.challenge, challenge),
          userId ? eq(passkeyChallenges.userId, userId) : isNull(passkeyChallenges.userId),
          gt(passkeyChallenges.expiresAt, sql`now()`),
        ),
      )
      .returning({ challenge: passkeyChallenges.challenge }),
  )
  return taken[0]?.challenge ?? null
}

function challengeIn(clientData: string): string | null {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientData, 'base64url').toString('utf8'))
    return data && typeof data === 'object' && 'challenge' in data && typeof data.challenge === 'string'
      ? data.challenge
      : null
  } catch {
    return null
  }
}

/** Whether a login has anything besides its password: an app that was confirmed, or a passkey. */
export const hasFactor = (userId: unknown) => sql<boolean>`(
  exists (select 1 from second_factors f where f.user_id = ${userId} and f.confirmed_at is not null)
  or exists (select 1 from passkeys k where k.user_id = ${userId}))`
