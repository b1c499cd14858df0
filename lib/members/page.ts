import { z } from 'zod'
import { can } from '@/lib/core/context'
import { catalogue, type Permissions, readPermissions, uncovered, uncoveredIn } from '@/lib/core/permissions'
import { defineQuery } from '@/lib/core/query'
import { listInvitations } from '@/lib/invitations/queries'
import { heldBy } from '@/lib/roles/find'
import { clientKey } from '@/lib/roles/policy'
import { listRoles } from '@/lib/roles/queries'
import { messages } from './messages'
import { listMembers } from './queries'
import { listMembersInput } from './schema'

/** A role as the actor may give it: `refusal` says why they may not; `walkable`: they cover what its holders see. */
export type RoleChoice = {
  id: string
  key: string
  name: string
  description: string
  refusal?: string
  walkable: boolean
}

const words = messages.changeRoles

function choicesOf(roles: Awaited<ReturnType<typeof listRoles>>['items'], held: Permissions): RoleChoice[] {
  return roles.map(({ id, key, name, description, active, permissions }) => {
    const missing = uncovered(held, readPermissions(permissions))
    const why = missing && words.notHeld(catalogue[missing].description)
    return {
      id,
      key,
      name,
      description,
      walkable: !active || !uncoveredIn(held, readPermissions(permissions)),
      refusal: key === clientKey ? words.client : (why ?? (active ? undefined : words.off)),
    }
  })
}

/** What the members page shows, in one transaction: members, and for who may invite or give roles the choices. */
export const membersPage = defineQuery({
  name: 'members.page',
  permission: 'organization.members.view',
  input: listMembersInput.omit({ limit: true }).extend({ limit: z.int().default(50) }),
  async run({ tx, ctx, input }) {
    const may = {
      invite: can(ctx, 'organization.members.invite'),
      edit: can(ctx, 'organization.members.edit'),
      remove: can(ctx, 'organization.members.remove'),
      walk: can(ctx, 'organization.roles.manage') && !ctx.readOnly,
    }
    const [members, roles, invitations, held] = await Promise.all([
      listMembers.within(tx, ctx, input),
      listRoles.within(tx, ctx, { limit: 100 }),
      may.invite ? listInvitations.within(tx, ctx, { limit: 50 }) : null,
      may.invite || may.edit || may.walk ? heldBy(tx, ctx) : {},
    ])
    const choices = choicesOf(roles.items, held)
    return { members, invitations: invitations?.items ?? [], roles: choices, may }
  },
})
