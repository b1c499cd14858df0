import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { wrongPermissions } from '@/lib/core/permissions'
import { idInput, line, longText } from '@/lib/core/text'

const grant = z.union([z.boolean(), z.enum(['own', 'team', 'all'])])

/** Nested: `{"crm": {"clients": {"view": "team", "create": true}}}`. What the catalogue does not know is refused by name. */
export const permissionsInput = z
  .record(z.string(), z.record(z.string(), z.record(z.string(), grant)))
  .superRefine((nested, ctx) => {
    for (const name of wrongPermissions(nested))
      ctx.addIssue({ code: 'custom', path: name.split('.'), message: 'There is no such permission.' })
  })
const name = line(60, 'What is this role called?')
const description = longText(300)

export const roleRefInput = z.strictObject({ role: idInput })
export const listRolesInput = z.strictObject(pageInput)
export const createRoleInput = z.strictObject({
  name,
  description: description.default(''),
  permissions: permissionsInput.default({}),
})
export const updateRoleInput = z.strictObject({
  role: idInput,
  version: z.int(),
  name: name.optional(),
  description: description.optional(),
  permissions: permissionsInput.optional(),
})
export const duplicateRoleInput = z.strictObject({ role: idInput, name })
export const setRoleActiveInput = z.strictObject({ role: idInput, active: z.boolean() })
export const resetRoleInput = z.strictObject({ role: idInput, version: z.int() })

/** What a change of a role may show or hide. */
export const rehearsedNouns = ['clients', 'leads', 'projects', 'tasks', 'tickets', 'payments'] as const
export type Noun = (typeof rehearsedNouns)[number]
export const rehearsalInput = z.strictObject({
  role: idInput,
  permissions: permissionsInput,
  /** Where the part before ended. */
  cursor: pageInput.cursor,
})
