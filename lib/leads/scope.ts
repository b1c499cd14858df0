import { sql } from 'drizzle-orm'
import { leads } from '@/db/schema/leads'
import { defineScope, teammates } from '@/lib/core/scope'

/** Which leads an actor reaches: added by them or looked after by them; by team the same for teammates. */
export const leadScope = defineScope({
  own: (_ctx, me) => sql`(${leads.createdById} = ${me} or ${leads.ownerId} = ${me})`,
  team: (ctx, me) => sql`(${leads.createdById} in ${teammates(ctx, me)} or ${leads.ownerId} in ${teammates(ctx, me)})`,
})
