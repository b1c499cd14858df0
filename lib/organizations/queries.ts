import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { files } from '@/db/schema/files'
import { organizations } from '@/db/schema/organizations'
import type { Context, OrganizationId } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { contentOf } from '@/lib/files/content'
import type { ClientSees } from '@/lib/projects/schema'

/** An organization as one of its members sees it, with what they may do in it. */
export const showOrganization = ({ organization, actor, permissions }: Context) => ({
  id: organization.id as string,
  slug: organization.slug,
  name: organization.name,
  currency: organization.currency,
  timeZone: organization.timeZone,
  locale: organization.locale,
  /** Percent of a project's net total that must be verified before work may start. */
  requiredShare: organization.requiredShareBp / 100,
  me:
    actor.kind === 'system'
      ? null
      : { memberId: actor.memberId, name: actor.name, owner: actor.owner, roles: actor.roles, permissions },
})

/** The organization and the reader's place in it. */
export const getOrganization = defineQuery({
  name: 'organizations.get',
  permission: 'member',
  input: z.strictObject({}),
  run: async ({ ctx }) => showOrganization(ctx),
})

/** What can be set, as it stands. */
export async function readSettings(tx: Tx, ctx: Context) {
  const [found] = await tx
    .select({
      row: organizations,
      former: sql<{ slug: string; until: string }[]>`coalesce((
        select jsonb_agg(jsonb_build_object('slug', f.slug, 'until', f.until) order by f.slug) from former_slugs f
        where f.organization_id = organizations.id and f.until > now()), '[]')`,
    })
    .from(organizations)
    .where(eq(organizations.id, ctx.organization.id))
  if (!found) throw notFound()
  const { row } = found
  const former = found.former.map(({ slug, until }) => ({ slug, until: new Date(until) }))
  const { name, slug, contactEmail, currency, timeZone, locale, calendar, ticketTargets, modulesOff, version } = row
  const clientSees = row.clientSees as ClientSees
  return {
    name,
    slug,
    contactEmail,
    currency,
    timeZone,
    locale,
    requiredShare: row.requiredShareBp / 100,
    calendar,
    ticketTargets,
    clientSees,
    modulesOff,
    formerSlugs: former,
    version,
  }
}

export type Settings = Awaited<ReturnType<typeof readSettings>>

/** The settings of the organization. */
export const getSettings = defineQuery({
  name: 'organizations.settings',
  permission: 'organization.settings.edit',
  input: z.strictObject({}),
  run: ({ tx, ctx }) => readSettings(tx, ctx),
})

/** The picture of the organization in which the transaction is. @returns its bytes, name and type @throws 404 without one */
export async function readLogo(tx: Tx, organizationId: OrganizationId) {
  const [row] = await tx
    .select({ name: files.name, contentType: files.contentType, content: files.content, storageKey: files.storageKey })
    .from(organizations)
    .innerJoin(files, and(eq(files.organizationId, organizations.id), eq(files.id, organizations.logoFileId)))
    .where(eq(organizations.id, organizationId))
  if (!row) throw notFound()
  return { name: row.name, contentType: row.contentType, content: await contentOf(row) }
}

/** The picture itself, for every member. @returns its bytes, name and type @throws 404 without one */
export const getLogo = defineQuery({
  name: 'organizations.logo',
  permission: 'member',
  input: z.strictObject({}),
  run: ({ tx, ctx }) => readLogo(tx, ctx.organization.id),
})
