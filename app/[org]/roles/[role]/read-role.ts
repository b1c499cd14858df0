import { cache } from 'react'
import { AppError, notFound } from '@/lib/core/errors'
import { show, tenant } from '@/lib/core/tenant'
import { rolePage } from '@/lib/roles/page'

/** The role in the address, once per request; what cannot be an id is not there. */
export const readRole = cache(async (org: string, id: string) => {
  const ctx = await tenant(org)
  const reading = rolePage(ctx, { role: id }).catch((error: unknown) => {
    throw error instanceof AppError && error.status === 400 ? notFound() : error
  })
  return { ctx, ...(await show(reading)) }
})
