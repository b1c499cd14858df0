import { z } from 'zod'
import type { Context } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'

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
