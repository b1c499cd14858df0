import { cache } from 'react'
import { showNamed, tenant } from '@/lib/core/tenant'
import { getTicket } from '@/lib/tickets/queries'

/** The ticket in the address, once per request. */
export const readTicket = cache(async (org: string, ticket: string) => {
  const ctx = await tenant(org)
  return { ctx, ticket: await showNamed(getTicket(ctx, { ticket })) }
})
