import { cache } from 'react'
import { getClient } from '@/lib/clients/queries'
import { showNamed, tenant } from '@/lib/core/tenant'

/** The client in the address, once per request. */
export const readClient = cache(async (org: string, client: string) => {
  const ctx = await tenant(org)
  return { ctx, client: await showNamed(getClient(ctx, { client })) }
})
