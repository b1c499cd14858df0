import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { idInput, longText } from '@/lib/core/text'

export const memberStatuses = ['active', 'suspended', 'left'] as const

export const listMembersInput = z.strictObject({
  ...pageInput,
  q: z.string().max(100).optional(),
  status: z.enum(memberStatuses).optional(),
  /** Who holds this role. */
  role: idInput.optional(),
  /** Who is in this team. */
  team: idInput.optional(),
  /** Who was not here for so many days, or never. */
  unseenDays: z.coerce.number().int().min(1).max(3650).optional(),
  sort: z.enum(['name', 'seen']).default('name'),
})
export const memberRefInput = z.strictObject({ member: idInput })
export const setMemberRolesInput = z.strictObject({
  member: idInput,
  version: z.int(),
  /** The complete list. */
  roleIds: z.array(idInput).min(1, 'Choose at least one role.').max(20),
})
export const suspendMemberInput = z.strictObject({ member: idInput, reason: longText(500).optional() })

const taker = idInput.nullable().optional()
/** Who takes over what somebody holds; `everything` stands for the kinds that are not named, null for nobody. */
const takers = z
  .strictObject({
    everything: taker,
    salesperson: taker,
    verifier: taker,
    manager: taker,
    projects: taker,
    tasks: taker,
    tickets: taker,
    clients: taker,
    leads: taker,
    invitations: taker,
  })
  .default({})
export const removeMemberInput = z.strictObject({ member: idInput, takers, reason: longText(500).optional() })
export const leaveInput = z.strictObject({ takers })
