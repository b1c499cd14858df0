import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/core/context'
import { conflict } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'

// With its zone: the reader's own may be another.
const moment: Intl.DateTimeFormatOptions = {
  ...{ year: 'numeric', month: 'long', day: 'numeric' },
  ...{ hour: 'numeric', minute: '2-digit', timeZoneName: 'short' },
}

/**
 * The caller's context with the organization as it was then: modules that were off gave nothing.
 * @throws 409 `BEFORE_HISTORY` for a moment before anything was recorded
 */
export async function organizationThen(tx: Tx, ctx: Context): Promise<Context> {
  const [row] = await tx.execute<{ since: string | null; modulesOff: string[] | null }>(sql`
    select (select to_char(min(h.valid_from) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from row_history h
        where h.organization_id = ${ctx.organization.id} and h.table_name = 'organizations') as since,
      (select o.modules_off from organizations o where o.id = ${ctx.organization.id}) as "modulesOff"`)
  if (!row?.modulesOff) {
    const since = row?.since ?? null
    const { locale, timeZone } = ctx.organization
    const began = since && new Intl.DateTimeFormat(locale, { ...moment, timeZone }).format(new Date(since))
    throw conflict('BEFORE_HISTORY', `Nothing is recorded of that moment. Recording began on ${began}.`, {
      current: { since },
    })
  }
  return { ...ctx, organization: { ...ctx.organization, modulesOff: row.modulesOff } }
}
