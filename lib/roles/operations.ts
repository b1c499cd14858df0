import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, version } from '@/lib/core/rest-shapes'
import { createRole, duplicateRole } from './commands/create-role'
import { deleteRole, restoreRole } from './commands/delete-role'
import { setRoleActive } from './commands/set-role-active'
import { resetRole, updateRole } from './commands/update-role'
import { getRole, listRoles } from './queries'
import { rehearseRole } from './rehearse'
import { rehearsedNouns } from './schema'

const role = z.object({
  id: z.uuid(),
  key: z.string().describe('Names a built-in role; a custom one has its id here.'),
  name: z.string(),
  description: z.string(),
  builtin: z.boolean(),
  active: z.boolean(),
  permissions: z.unknown().describe('Nested: `{"crm": {"clients": {"view": "team", "create": true}}}`.'),
  version,
  holders: z.int().describe('How many members hold it; `GET /members?role=` names them.'),
})
const notWider = 'Nobody gives, keeps or changes more than they hold: 403 `TOO_WIDE` names the permission.'

export const list = operation(listRoles, {
  method: 'GET',
  path: '/roles',
  summary: 'Roles by name, with what they permit',
  output: listOf(role),
})

export const get = operation(getRole, { method: 'GET', path: '/roles/{role}', summary: 'A role', output: role })

export const create = operation(createRole, {
  method: 'POST',
  path: '/roles',
  summary: 'Make a role',
  description: notWider,
  output: role,
  status: 201,
  answer: ({ ctx, data }) => getRole(ctx, { role: data.id }),
  location: ({ id }) => `roles/${id}`,
})

export const duplicate = operation(duplicateRole, {
  method: 'POST',
  path: '/roles/{role}/copies',
  summary: 'Make a custom role that begins as another one is now',
  description: notWider,
  output: role,
  status: 201,
  answer: ({ ctx, data }) => getRole(ctx, { role: data.id }),
  location: ({ id }) => `roles/${id}`,
})

export const update = operation(updateRole, {
  method: 'PATCH',
  path: '/roles/{role}',
  summary: 'Change what a role is called and permits',
  description: `\`permissions\` is the complete set. ${notWider}`,
  output: role,
  current: (ctx, given) => getRole(ctx, { role: given.role }),
})

export const reset = operation(resetRole, {
  method: 'POST',
  path: '/roles/{role}/reset',
  summary: 'Give a built-in role back what it was delivered with',
  description: `409 \`CUSTOM_ROLE\` for one that was made here. ${notWider}`,
  output: role,
  current: (ctx, given) => getRole(ctx, { role: given.role }),
})

export const setActive = operation(setRoleActive, {
  method: 'PUT',
  path: '/roles/{role}/active',
  summary: 'Switch a role on or off',
  description: 'Whoever holds it keeps it; while it is off it gives nothing.',
  output: role,
  current: (ctx, given) => getRole(ctx, { role: given.role }),
})

export const remove = operation(deleteRole, {
  method: 'DELETE',
  path: '/roles/{role}',
  summary: 'Put a custom role into the bin',
  description: '409 `ROLE_IN_USE` while a member or an open invitation holds it, `BUILTIN_ROLE` for a built-in one.',
})

export const restore = operation(restoreRole, {
  method: 'POST',
  path: '/roles/{role}/restore',
  summary: 'Take a role out of the bin',
  output: role,
  current: (ctx, given) => getRole(ctx, { role: given.role }),
})

const grant = z.union([z.literal(true), z.enum(['own', 'team', 'all'])]).nullable()

export const rehearse = operation(rehearseRole, {
  method: 'POST',
  path: '/roles/{role}/rehearsal',
  summary: 'What a role with other permissions would change, without changing anything',
  description:
    'Who of its holders gains and loses which permissions, and how many records of each kind. Ten at a time, those for whom something changes first; `more` counts those after them, and `cursor` goes on there.',
  output: z.object({
    holders: z.int().describe('How many hold it, besides the owner.'),
    affected: z.int().describe('For how many of them something changes.'),
    shown: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        permissions: z.array(z.object({ permission: z.string(), before: grant, after: grant })),
        records: z.array(z.object({ noun: z.enum(rehearsedNouns), gained: z.int(), lost: z.int() })),
      }),
    ),
    more: z.int(),
    nextCursor: z.string().nullable(),
  }),
})
