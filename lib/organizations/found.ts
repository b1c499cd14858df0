import { memberRoles, members, organizations, roles } from '@/db/schema/organizations'
import type { RequestInfo } from '@/lib/core/account-command'
import { newId } from '@/lib/core/command'
import type { Context, OrganizationId } from '@/lib/core/context'
import type { Conflicts } from '@/lib/core/database-errors'
import { record } from '@/lib/core/outbox'
import { everything, nestPermissions } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import { builtinRoles } from '@/lib/roles/builtin'

const trialDays = 30

export const organizationConflicts: Conflicts = {
  organizations_slug_unique: { path: 'slug', message: 'This address is taken.' },
  organizations_name_unique: { path: 'name', message: 'An organization of this name exists already.' },
  organizations_contact_email_unique: {
    path: 'contactEmail',
    message: 'Another organization uses this contact e-mail.',
  },
}

export type Founder = { userId: string; name: string; email: string }
export type NewOrganization = { name: string; slug: string; contactEmail: string; timeZone?: string }

export const newOrganizationId = () => newId() as OrganizationId

/**
 * Writes an organization with its owner, its built-in roles and its trial, inside a transaction of that organization.
 * @param by who does it, when that is not the founder
 * @returns the owner's member id
 */
export async function foundOrganization(
  tx: Tx,
  organizationId: OrganizationId,
  organization: NewOrganization,
  founder: Founder,
  request: RequestInfo,
  by?: { kind: 'platform'; memberId: null; name: string },
): Promise<string> {
  const memberId = newId()
  const trialEndsAt = new Date(Date.now() + trialDays * 86_400_000)
  const [row] = await tx
    .insert(organizations)
    .values({ id: organizationId, ...organization, ownerMemberId: memberId, trialEndsAt })
    .returning()
  await tx.insert(members).values({ organizationId, id: memberId, ...founder, isOwner: true })
  const written = await tx
    .insert(roles)
    .values(
      builtinRoles.map((role) => ({
        organizationId,
        ...role,
        builtin: true,
        permissions: nestPermissions(role.permissions),
      })),
    )
    .returning({ id: roles.id, key: roles.key })
  const admin = written.find((role) => role.key === 'admin')
  if (!row || !admin) throw new Error('The organization was not written')
  await tx.insert(memberRoles).values({ organizationId, memberId, roleId: admin.id })

  const ctx: Context = {
    organization: { ...row, id: organizationId },
    actor: {
      kind: 'session',
      memberId,
      userId: founder.userId,
      name: founder.name,
      email: founder.email,
      owner: true,
      roles: [],
    },
    permissions: everything(),
    request,
  }
  await record(tx, by ? { ...ctx, actor: by } : ctx, [
    {
      type: 'organization.created',
      subject: { type: 'organization', id: organizationId },
      after: {
        name: organization.name,
        slug: organization.slug,
        contactEmail: organization.contactEmail,
        plan: row.plan,
      },
    },
  ])
  return memberId
}
