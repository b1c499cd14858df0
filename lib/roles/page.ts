import { can } from '@/lib/core/context'
import { type Permissions, readPermissions, uncovered } from '@/lib/core/permissions'
import { defineQuery } from '@/lib/core/query'
import { listMembers } from '@/lib/members/queries'
import { heldBy } from './find'
import { getRole, listRoles } from './queries'
import { listRolesInput, roleRefInput } from './schema'

const nothing: Permissions = {}

/** What the page of roles shows, in one transaction; `mayCopy` says which of them the actor may start from. */
export const rolesPage = defineQuery({
  name: 'roles.page',
  permission: 'organization.members.view',
  input: listRolesInput,
  async run({ tx, ctx, input }) {
    const manages = can(ctx, 'organization.roles.manage')
    const [roles, held] = await Promise.all([listRoles.within(tx, ctx, input), manages ? heldBy(tx, ctx) : nothing])
    const covered = roles.items.filter((role) => manages && !uncovered(held, readPermissions(role.permissions)))
    return { roles, manages, mayCopy: covered.map(({ id, name }) => ({ id, name })) }
  },
})

/** What the page of one role shows, in one transaction. @throws 404 */
export const rolePage = defineQuery({
  name: 'roles.one_page',
  permission: 'organization.members.view',
  one: true,
  input: roleRefInput,
  async run({ tx, ctx, input }) {
    const manages = can(ctx, 'organization.roles.manage')
    const [role, held, holders] = await Promise.all([
      getRole.within(tx, ctx, input),
      manages ? heldBy(tx, ctx) : nothing,
      listMembers.within(tx, ctx, { role: input.role, limit: 20 }),
    ])
    return {
      role,
      held,
      holders,
      manages,
      beyond: manages ? uncovered(held, readPermissions(role.permissions)) : undefined,
    }
  },
})
