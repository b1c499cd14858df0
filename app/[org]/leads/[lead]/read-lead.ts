import { cache } from 'react'
import { showNamed, tenant } from '@/lib/core/tenant'
import { getLead } from '@/lib/leads/queries'

/** The lead in the address, once per request. */
export const readLead = cache(async (org: string, lead: string) => {
  const ctx = await tenant(org)
  return { ctx, lead: await showNamed(getLead(ctx, { lead })) }
})
