import { sql } from 'drizzle-orm'
import { organizations } from '@/db/schema/organizations'
import { type Context, contextFrom, type Organization, type OrganizationId } from './context'
import { notFound } from './errors'
import { everything } from './permissions'
import { askMember, inTenant } from './transaction'

/** The context in which Lobby itself acts in an organization: jobs rebuild it from the id. @throws 404 when it is gone, or closed unless that is what the job is about */
export async function systemContext(organizationId: string, requestId: string, closed = false): Promise<Context> {
  const id = organizationId as OrganizationId
  const [row] = await inTenant(id, (tx) => tx.select().from(organizations).where(sql`id = ${id}::uuid`))
  if (!row || (row.status !== 'active' && !closed)) throw notFound()
  const organization: Organization = { ...row, id }
  return {
    organization,
    actor: { kind: 'system', memberId: null, name: 'Lobby' },
    permissions: everything(row.modulesOff),
    request: { id: requestId, address: null },
  }
}

/** The context of a job that acts on somebody's behalf, with what they may do now. @throws 404 when they are gone */
export async function memberContext(organizationId: string, memberId: string, requestId: string): Promise<Context> {
  const answer = await askMember(organizationId, memberId)
  if (!answer) throw notFound()
  return contextFrom(answer, 'job', { id: requestId, address: null })
}
