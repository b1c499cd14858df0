import { eq, sql } from 'drizzle-orm'
import { oneTimeSecrets, users } from '@/db/schema/accounts'
import { newSecret } from '@/lib/accounts/secrets'
import { makeLogin, temporaryPassword } from '@/lib/accounts/temporary-password'
import { definePlatformCommand, type PlatformEvent } from '@/lib/core/account-command'
import { newId } from '@/lib/core/command'
import { conflict } from '@/lib/core/errors'
import { enterTenant, type Tx } from '@/lib/core/transaction'
import { foundOrganization, newOrganizationId, organizationConflicts } from '@/lib/organizations/found'
import { createInput } from '../schema'

type Owner = { userId: string; name: string; event: PlatformEvent; password: string | null }

/** The login of the first owner: the one that the address has, or a new one, and how its person gets in. */
async function ownerOf(tx: Tx, id: string, given: { email: string; name: string; way: string }): Promise<Owner> {
  const { email, name, way } = given
  const subject = (userId: string) => ({ type: 'user' as const, id: userId, name: email })
  const [known] = await tx.select().from(users).where(eq(users.email, email))
  if (known?.disabledAt) throw conflict('DISABLED', 'The login of this address is disabled.')
  if (known) {
    const event = { type: 'user.made_owner', subject: subject(known.id) }
    return { userId: known.id, name: known.name, event, password: null }
  }
  if (way === 'password') {
    const password = temporaryPassword(id)
    const userId = await makeLogin(tx, { email, name, password })
    if (!userId) throw conflict('TAKEN', 'Somebody registered with this address just now. Try again.')
    return { userId, name, password, event: { type: 'user.password_made', subject: subject(userId), quiet: true } }
  }
  const userId = newId()
  await tx.insert(users).values({ id: userId, email, name })
  const secret = newSecret(userId, 'reset_password')
  await tx.insert(oneTimeSecrets).values({ ...secret, expiresAt: sql`now() + interval '7 days'` })
  const event = { type: 'user.asked_as_owner', subject: subject(userId), payload: { secretId: secret.id }, after: {} }
  return { userId, name, event, password: null }
}

/**
 * Makes an organization and its first admin, who owns it. Whoever has no login gets a link by mail to choose a password, or
 * a temporary one, which only this answer holds. @throws 400 · 401 · 403 · 409 `TAKEN` at `slug`, `name`, `contactEmail`
 */
export const createOrganization = definePlatformCommand({
  name: 'platform.create_organization',
  input: createInput,
  conflicts: organizationConflicts,
  async run({ tx, request, admin, input }) {
    const { name, slug, contactEmail, ownerName, ownerEmail: email, way } = input
    const id = await enterTenant(tx, newOrganizationId())
    const { userId, password, event, ...owner } = await ownerOf(tx, id, { email, name: ownerName, way })
    const by = { kind: 'platform', memberId: null, name: admin.user.name } as const
    await foundOrganization(tx, id, { name, slug, contactEmail }, { userId, name: owner.name, email }, request, by)
    const subject = { type: 'organization' as const, id, name }
    const after = { slug, contactEmail, owner: email }
    const created = { type: 'organization.created', subject, after, quiet: true }
    return { data: { id, slug, email, password, known: event.type === 'user.made_owner' }, events: [created, event] }
  },
})
