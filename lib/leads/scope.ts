import { sql } from 'drizzle-orm'
import { leads } from '@/db/schema/leads'
import { defineScope } from '@/lib/core/scope'

/** Which leads an actor reaches: added by them or looked after by them; by team the same for teammates. */
export const leadScope = defineScope({
  own: {
    made: (_ctx, people) => sql`${leads.createdById} in ${people}`,
    owner: (_ctx, people) => sql`${leads.ownerId} in ${people}`,
  },
})
