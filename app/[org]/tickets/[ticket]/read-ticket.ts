import { cache } from 'react'
import { AppError, notFound } from '@/lib/core/errors'
import { show, tenant } from '@/lib/core/tenant'
import { getTicket } from '@/lib/tickets/queries'

/** The ticket in the address, once per request; what cannot be a key is not there. */
export const readTicket = cache(async (org: string, reference: string) => {
  const ctx = await tenant(org)
  const ticket = await show(
    getTicket(ctx, { ticket: reference }).catch((error: unknown) => {
      throw error instanceof AppError && error.status === 400 ? notFound() : error
    }),
  )
  return { ctx, ticket }
})
