import type { RequestInfo } from '@/lib/core/account-command'
import { fromDatabase } from '@/lib/core/database-errors'
import { fromZod } from '@/lib/core/errors'
import { inTenant, type Person } from '@/lib/core/transaction'
import { foundOrganization, newOrganizationId, organizationConflicts } from '../found'
import { createOrganizationInput } from '../schema'

/** Another organization for a person who has a login already; they become its owner. @throws 400 · 409 `TAKEN` */
export async function createOrganization(
  request: RequestInfo,
  person: Pick<Person, 'id' | 'name' | 'email' | 'timeZone'>,
  raw: unknown,
): Promise<{ id: string; slug: string }> {
  const parsed = createOrganizationInput.safeParse(raw)
  if (!parsed.success) throw fromZod(parsed.error)
  const id = newOrganizationId()
  const founder = { userId: person.id, name: person.name, email: person.email }
  try {
    await inTenant(id, (tx) =>
      foundOrganization(tx, id, { ...parsed.data, timeZone: person.timeZone }, founder, request),
    )
    return { id, slug: parsed.data.slug }
  } catch (error) {
    throw fromDatabase(error, organizationConflicts)
  }
}
