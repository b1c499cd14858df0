import type { ReadOnly } from '@/lib/core/context'

export const showWalk = ({ id, as, until, by, role, memberId }: ReadOnly) => ({
  id,
  as,
  memberId,
  role,
  by: { id: by.memberId, name: by.name },
  until,
})
export type Walk = ReturnType<typeof showWalk>
