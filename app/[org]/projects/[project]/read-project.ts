import { cache } from 'react'
import { showNamed, tenant } from '@/lib/core/tenant'
import { getProject } from '@/lib/projects/queries'

/** The project in the address, once per request for the layout and its pages. */
export const readProject = cache(async (org: string, project: string) => {
  const ctx = await tenant(org)
  return { ctx, project: await showNamed(getProject(ctx, { project })) }
})
