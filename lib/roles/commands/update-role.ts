import { and, eq, sql } from 'drizzle-orm'
import { roles } from '@/db/schema/organizations'
import { defineCommand, type Found } from '@/lib/core/command'
import type { Context } from '@/lib/core/context'
import { conflict, stale } from '@/lib/core/errors'
import { changed, difference, unchanged } from '@/lib/core/events'
import { covers, nestPermissions, type Permissions, readPermissions } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import { findRole, heldBy, loginsHolding, requireCovered, requireForClient, roleConflicts } from '../find'
import { changesOf, deliveredAs } from '../policy'
import { resetRoleInput, updateRoleInput } from '../schema'
import { showRole } from '../show'

type Role = Found<typeof roles.$inferSelect>
type Draft = { version: number; name: string; description: string; permissions: Permissions }

/** Writes what a role is from now on; whoever holds it and may do less now has to ask for live channels anew. */
async function write(tx: Tx, ctx: Context, subject: Role, { version, permissions, ...words }: Draft, type: string) {
  if (subject.version !== version) throw stale(showRole(subject))
  const before = readPermissions(subject.permissions)
  requireCovered(await heldBy(tx, ctx), subject.permissions, nestPermissions(permissions))
  requireForClient(subject.key, permissions)
  const said = difference({ name: subject.name, description: subject.description }, words)
  const given = changesOf(before, permissions)
  if (!said.changed && given.names.length === 0) return unchanged({ id: subject.id, version })

  const [row] = await tx
    .update(roles)
    .set({ ...words, permissions: nestPermissions(permissions), version: sql`${roles.version} + 1` })
    .where(and(eq(roles.organizationId, ctx.organization.id), eq(roles.id, subject.id), eq(roles.version, version)))
    .returning({ version: roles.version })
  if (!row) throw stale(showRole(await findRole(tx, ctx, subject.id)))
  const narrower = subject.active && !covers(permissions, before)
  return changed(
    { id: subject.id, version: row.version },
    {
      type,
      subject: { type: 'role', id: subject.id },
      before: { ...said.before, ...given.before },
      after: { ...said.after, ...given.after },
      payload: narrower ? { disconnect: await loginsHolding(tx, ctx, subject.id) } : {},
    },
  )
}

/** Changes what a role is called and permits. @throws 400 · 403 `TOO_WIDE` · 409 `STALE`, `TAKEN` at `name` */
export const updateRole = defineCommand({
  name: 'roles.update',
  permission: 'organization.roles.manage',
  input: updateRoleInput,
  conflicts: roleConflicts,
  find: ({ tx, ctx, input }) => findRole(tx, ctx, input.role),
  run({ tx, ctx, input, subject }) {
    const { version, name = subject.name, description = subject.description } = input
    const permissions = readPermissions(input.permissions ?? subject.permissions)
    return write(tx, ctx, subject, { version, name, description, permissions }, 'role.updated')
  },
})

/** Gives a built-in role back what it was delivered with. @throws 403 `TOO_WIDE` · 409 `CUSTOM_ROLE`, `STALE` */
export const resetRole = defineCommand({
  name: 'roles.reset',
  permission: 'organization.roles.manage',
  input: resetRoleInput,
  conflicts: roleConflicts,
  find: ({ tx, ctx, input }) => findRole(tx, ctx, input.role),
  run({ tx, ctx, input, subject }) {
    const delivered = subject.builtin ? deliveredAs(subject.key) : undefined
    if (!delivered) throw conflict('CUSTOM_ROLE', 'Only a built-in role can be reset: this one was made here.')
    const { name, description, permissions } = delivered
    return write(tx, ctx, subject, { version: input.version, name, description, permissions }, 'role.reset')
  },
})
