import { defineQuery } from '@/lib/core/query'
import { noWalkInput } from './schema'
import { showWalk } from './show'

/** With whose eyes the caller looks around now; `{ walk: null }` with their own. */
export const getWalk = defineQuery({
  name: 'walks.get',
  permission: 'member',
  input: noWalkInput,
  run: async ({ ctx }) => ({ walk: ctx.readOnly?.kind === 'walk' ? showWalk(ctx.readOnly) : null }),
})
