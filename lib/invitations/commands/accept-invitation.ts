import { sql } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { type RequestInfo, recordAccount } from '@/lib/core/account-command'
import { newId } from '@/lib/core/command'
import type { OrganizationId } from '@/lib/core/context'
import { fromDatabase } from '@/lib/core/database-errors'
import { conflict, fromZod, invalidField } from '@/lib/core/errors'
import { hashPassword } from '@/lib/core/password'
import { hashSecret } from '@/lib/core/secret'
import { askInvitation, type InvitationAnswer, inTenant, type Person } from '@/lib/core/transaction'
import { join } from '../join'
import { acceptAsNewInput, acceptInput } from '../schema'

/** The open invitation behind a link. @throws 400 when the link is unknown, used, revoked or too old */
async function openInvitation(secret: string): Promise<InvitationAnswer> {
  const invitation = await askInvitation(hashSecret(secret))
  if (invitation?.state !== 'open')
    throw invalidField('secret', 'This invitation was used, taken back or is too old. Ask for a new one.', 'expired')
  return invitation
}

/**
 * Joins an organization as a signed-in person. The invitation is bound to its address.
 * @returns where to go @throws 400 · 409 `OTHER_ADDRESS`
 */
export async function acceptInvitation(request: RequestInfo, person: Person, raw: unknown): Promise<{ slug: string }> {
  const parsed = acceptInput.safeParse(raw)
  if (!parsed.success) throw fromZod(parsed.error)
  const invitation = await openInvitation(parsed.data.secret)
  if (invitation.email !== person.email)
    throw conflict('OTHER_ADDRESS', `This invitation is for ${invitation.email}. Sign in with that address.`)
  const { id: userId, name, email } = person
  try {
    await inTenant(invitation.organizationId as OrganizationId, (tx) =>
      join(tx, invitation, { userId, name, email }, request),
    )
  } catch (error) {
    throw fromDatabase(error)
  }
  return { slug: invitation.slug }
}

/** Joins as a new person: the link proves the address, so it counts as verified. @throws 400 · 409 `TAKEN` for a known address */
export async function acceptAsNew(request: RequestInfo, raw: unknown): Promise<{ slug: string; email: string }> {
  const parsed = acceptAsNewInput.safeParse(raw)
  if (!parsed.success) throw fromZod(parsed.error)
  const { secret, name, password } = parsed.data
  const invitation = await openInvitation(secret)
  const passwordHash = await hashPassword(password)
  const userId = newId()
  const { email } = invitation
  try {
    await inTenant(invitation.organizationId as OrganizationId, async (tx) => {
      await tx.insert(users).values({ id: userId, email, name, passwordHash, emailVerifiedAt: sql`now()` })
      await recordAccount(tx, request, [
        { type: 'user.joined', subject: { type: 'user', id: userId }, actor: { userId, name }, quiet: true },
      ])
      await join(tx, invitation, { userId, name, email }, request)
    })
  } catch (error) {
    throw fromDatabase(error, {
      users_email_unique: { path: 'email', message: 'There is an account with this address. Sign in to accept.' },
    })
  }
  return { slug: invitation.slug, email }
}
