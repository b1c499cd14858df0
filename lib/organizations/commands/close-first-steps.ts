import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { organizations } from '@/db/schema/organizations'
import { defineCommand } from '@/lib/core/command'
import { changed, unchanged } from '@/lib/core/events'

/** Puts the checklist of the first steps away for everybody. */
export const closeFirstSteps = defineCommand({
  name: 'organizations.close_first_steps',
  permission: 'organization.settings.edit',
  input: z.strictObject({}),
  async run({ tx, ctx }) {
    const { id } = ctx.organization
    const [row] = await tx
      .update(organizations)
      .set({ firstStepsClosedAt: sql`now()` })
      .where(and(eq(organizations.id, id), isNull(organizations.firstStepsClosedAt)))
      .returning({ id: organizations.id })
    if (!row) return unchanged({})
    return changed({}, { type: 'organization.first_steps_closed', subject: { type: 'organization', id } })
  },
})
