import { cache } from 'react'
import { AppError, notFound } from '@/lib/core/errors'
import { show, tenant } from '@/lib/core/tenant'
import { getProject } from '@/lib/projects/queries'

/** The project in the address, once per request for the layout and its pages; what cannot be a key is not there. */
export const readProject = cache(async (org: string, project: string) => {
  const ctx = await tenant(org)
  const reading = getProject(ctx, { project }).catch((error: unknown) => {
    throw error instanceof AppError && error.status === 400 ? notFound() : error
  })
  return { ctx, project: await show(reading) }
})
