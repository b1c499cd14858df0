import { and, eq, isNull, sql } from 'drizzle-orm'
import { walks } from '@/db/schema/walks'
import { defineCommand } from '@/lib/core/command'
import { changed, unchanged } from '@/lib/core/events'
import { subjectOf } from '@/lib/core/walk'
import { noWalkInput } from '../schema'

/** Ends looking around; the next request is one's own again. Nothing happens when there is no walk. */
export const endWalk = defineCommand({
  name: 'walks.end',
  permission: 'member',
  input: noWalkInput,
  endsReadOnly: true,
  async run({ tx, ctx }) {
    const walk = ctx.readOnly
    if (!walk) return unchanged({})
    const [ended] = await tx
      .update(walks)
      .set({ endedAt: sql`now()` })
      .where(and(eq(walks.organizationId, ctx.organization.id), eq(walks.id, walk.id), isNull(walks.endedAt)))
      .returning({ id: walks.id })
    return ended ? changed({}, { type: 'walk.ended', subject: subjectOf(walk) }) : unchanged({})
  },
})
