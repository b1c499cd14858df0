import { cache } from 'react'
import { getClient } from '@/lib/clients/queries'
import { AppError, notFound } from '@/lib/core/errors'
import { show, tenant } from '@/lib/core/tenant'

/** The client in the address, once per request; what cannot be an id is not there. */
export const readClient = cache(async (org: string, client: string) => {
  const ctx = await tenant(org)
  const reading = getClient(ctx, { client }).catch((error: unknown) => {
    throw error instanceof AppError && error.status === 400 ? notFound() : error
  })
  return { ctx, client: await show(reading) }
})
