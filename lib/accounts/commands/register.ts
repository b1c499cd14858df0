import { eq } from 'drizzle-orm'
import { oneTimeSecrets, users } from '@/db/schema/accounts'
import { type RequestInfo, recordAccount } from '@/lib/core/account-command'
import { newId } from '@/lib/core/command'
import { fromDatabase } from '@/lib/core/database-errors'
import { fromZod } from '@/lib/core/errors'
import { hashPassword } from '@/lib/core/password'
import { limit } from '@/lib/core/rate-limit'
import { inTenant } from '@/lib/core/transaction'
import { foundOrganization, newOrganizationId, organizationConflicts } from '@/lib/organizations/found'
import { registerInput } from '../schema'
import { newSecret } from '../secrets'

const conflicts = Object.fromEntries(
  Object.entries(organizationConflicts).map(([name, { path, message }]) => [
    name,
    { path: `organization.${path}`, message },
  ]),
)

/**
 * A new person with a new organization: user, owner, built-in roles and trial in one transaction. A known e-mail gets
 * the same answer after the same work; its owner is told by mail instead.
 * @throws 400 · 409 `TAKEN` at the organization's field · 429
 */
export async function register(request: RequestInfo, raw: unknown): Promise<{ email: string }> {
  await limit('register', request.address ?? 'unknown')
  const parsed = registerInput.safeParse(raw)
  if (!parsed.success) throw fromZod(parsed.error)
  const { name, email, password, organization, timeZone = 'UTC' } = parsed.data
  const passwordHash = await hashPassword(password)
  const organizationId = newOrganizationId()

  try {
    await inTenant(organizationId, async (tx) => {
      const [known] = await tx.select({ id: users.id, name: users.name }).from(users).where(eq(users.email, email))
      if (known) {
        const actor = { userId: null, name: 'Somebody' }
        await recordAccount(tx, request, [
          { type: 'user.registered_again', subject: { type: 'user', id: known.id }, actor },
        ])
        return
      }
      const userId = newId()
      await tx.insert(users).values({ id: userId, email, name, passwordHash, timeZone })
      await foundOrganization(
        tx,
        organizationId,
        {
          name: organization.name,
          slug: organization.slug,
          contactEmail: organization.contactEmail ?? email,
          timeZone,
        },
        { userId, name, email },
        request,
      )
      const secret = newSecret(userId, 'verify_email')
      await tx.insert(oneTimeSecrets).values(secret)
      await recordAccount(tx, request, [
        {
          type: 'user.registered',
          subject: { type: 'user', id: userId },
          actor: { userId, name },
          payload: { secretId: secret.id },
        },
      ])
    })
    return { email }
  } catch (error) {
    throw fromDatabase(error, conflicts)
  }
}
