import { roles } from '@/db/schema/organizations'
import { defineCommand, newId } from '@/lib/core/command'
import type { Context } from '@/lib/core/context'
import { changed } from '@/lib/core/events'
import { nestPermissions, type Permissions, readPermissions } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import { findRole, heldBy, requireCovered, roleConflicts } from '../find'
import { changesOf } from '../policy'
import { createRoleInput, duplicateRoleInput } from '../schema'

type Draft = { name: string; description: string; permissions: Permissions }

async function write(tx: Tx, ctx: Context, { name, description, permissions }: Draft, copyOf?: string) {
  const id = newId()
  await tx.insert(roles).values({
    organizationId: ctx.organization.id,
    id,
    key: id,
    name,
    description,
    permissions: nestPermissions(permissions),
  })
  return changed(
    { id },
    {
      type: 'role.created',
      subject: { type: 'role', id },
      after: { name, description, ...(copyOf && { copyOf }), ...changesOf({}, permissions).after },
    },
  )
}

/** Makes a role of one's own design. @throws 403 `TOO_WIDE` · 409 `TAKEN` at `name` */
export const createRole = defineCommand({
  name: 'roles.create',
  permission: 'organization.roles.manage',
  input: createRoleInput,
  conflicts: roleConflicts,
  async run({ tx, ctx, input }) {
    const permissions = readPermissions(input.permissions)
    requireCovered(await heldBy(tx, ctx), input.permissions)
    return write(tx, ctx, { ...input, permissions })
  },
})

/** Makes a custom role that begins as another one is now. @throws 403 `TOO_WIDE` · 409 `TAKEN` at `name` */
export const duplicateRole = defineCommand({
  name: 'roles.duplicate',
  permission: 'organization.roles.manage',
  input: duplicateRoleInput,
  conflicts: roleConflicts,
  find: ({ tx, ctx, input }) => findRole(tx, ctx, input.role),
  async run({ tx, ctx, input, subject }) {
    requireCovered(await heldBy(tx, ctx), subject.permissions)
    const permissions = readPermissions(subject.permissions)
    return write(tx, ctx, { name: input.name, description: subject.description, permissions }, subject.name)
  },
})
