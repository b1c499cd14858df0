import { and, eq, sql } from 'drizzle-orm'
import { userIdentities, users } from '@/db/schema/accounts'
import { type RequestInfo, recordAccount } from '@/lib/core/account-command'
import { newId } from '@/lib/core/command'
import { fromDatabase } from '@/lib/core/database-errors'
import { emailInput } from '@/lib/core/text'
import { inPlatform, type Tx } from '@/lib/core/transaction'
import { sealTicket } from '../ticket'
import { openSession, type SignedIn, whoComes } from './sign-in'

export type Arrival = {
  provider: string
  subject: string
  email: string | null
  emailVerified: boolean
  name: string | null
}

/** Either a session, or where to send the person instead. */
export type Arrived = { signedIn: SignedIn } | { to: string }

/**
 * Somebody comes from a login elsewhere. Who they are is the issuer's name for them, never their address: an account that
 * has the same address is linked by its owner, from inside, or not at all. A new, verified address registers.
 * @param linkTo the person who asked, signed in, for this login to be linked
 */
export async function arrive(request: RequestInfo, arrival: Arrival, linkTo: string | null): Promise<Arrived> {
  try {
    return await inPlatform(async (tx) => {
      const [known] = await tx
        .select({ user: users })
        .from(userIdentities)
        .innerJoin(users, eq(users.id, userIdentities.userId))
        .where(and(eq(userIdentities.provider, arrival.provider), eq(userIdentities.subject, arrival.subject)))
      if (linkTo) return { to: await link(tx, request, arrival, linkTo, known?.user.id) }
      if (known) return enter(tx, request, known.user)
      return register(tx, request, arrival)
    })
  } catch (error) {
    throw fromDatabase(error)
  }
}

async function link(tx: Tx, request: RequestInfo, arrival: Arrival, userId: string, ownerId?: string) {
  const done = '/account/security?link=done'
  if (ownerId) return ownerId === userId ? done : '/account/security?link=taken'
  const { provider, subject, email } = arrival
  const [row] = await tx
    .insert(userIdentities)
    .values({ provider, subject, email, userId })
    .onConflictDoNothing()
    .returning({ userId: userIdentities.userId })
  if (!row) return '/account/security?link=taken'
  const about = { subject: { type: 'user' as const, id: userId }, actor: { userId, name: '' } }
  await recordAccount(tx, request, [{ ...about, type: 'user.identity_linked', payload: { provider } }])
  return done
}

async function enter(tx: Tx, request: RequestInfo, user: typeof users.$inferSelect): Promise<Arrived> {
  if (user.disabledAt) return { to: '/sign-in?error=WRONG_CREDENTIALS' }
  const { history } = await whoComes(tx, user.email, request, 'browser')
  if (history.secondFactor) return { to: `/sign-in?ticket=${await sealTicket(user.id)}` }
  return { signedIn: await openSession(tx, request, user, 'browser', history) }
}

async function register(tx: Tx, request: RequestInfo, arrival: Arrival): Promise<Arrived> {
  const email = emailInput.safeParse(arrival.email).data
  if (!email || !arrival.emailVerified) return { to: '/sign-in?error=EMAIL_UNVERIFIED' }
  const name = arrival.name?.trim().slice(0, 100) || email
  const [user] = await tx
    .insert(users)
    .values({ id: newId(), email, name, emailVerifiedAt: sql`now()` })
    .onConflictDoNothing({ target: users.email })
    .returning()
  if (!user) return { to: '/sign-in?error=LINK_FIRST' }
  const { provider, subject } = arrival
  await tx.insert(userIdentities).values({ provider, subject, email, userId: user.id })
  const about = { subject: { type: 'user' as const, id: user.id }, actor: { userId: user.id, name } }
  await recordAccount(tx, request, [{ ...about, type: 'user.arrived', payload: { provider }, quiet: true }])
  return { signedIn: await openSession(tx, request, user, 'browser', { any: false, known: false }) }
}
