import { cache } from 'react'
import { showNamed, tenant } from '@/lib/core/tenant'
import { getTask } from '@/lib/tasks/queries'

/** The task in the address, once per request. */
export const readTask = cache(async (org: string, task: string) => {
  const ctx = await tenant(org)
  return { ctx, task: await showNamed(getTask(ctx, { task })) }
})
