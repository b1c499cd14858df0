import { cache } from 'react'
import { AppError, notFound } from '@/lib/core/errors'
import { show, tenant } from '@/lib/core/tenant'
import { getLead } from '@/lib/leads/queries'

/** The lead in the address, once per request; what cannot be an id is not there. */
export const readLead = cache(async (org: string, id: string) => {
  const ctx = await tenant(org)
  const reading = getLead(ctx, { lead: id }).catch((error: unknown) => {
    throw error instanceof AppError && error.status === 400 ? notFound() : error
  })
  return { ctx, lead: await show(reading) }
})
