import { cache } from 'react'
import { AppError, notFound } from '@/lib/core/errors'
import { show, tenant } from '@/lib/core/tenant'
import { getTask } from '@/lib/tasks/queries'

/** The task in the address and the one it is part of, once per request; what cannot be a key is not there. */
export const readTask = cache(async (org: string, reference: string) => {
  const ctx = await tenant(org)
  const task = await show(
    getTask(ctx, { task: reference }).catch((error: unknown) => {
      throw error instanceof AppError && error.status === 400 ? notFound() : error
    }),
  )
  // A parent that this reader may not see is not named.
  const parent = task.parentId
    ? await getTask(ctx, { task: task.parentId }).catch((error: unknown) => {
        if (error instanceof AppError && error.status === 404) return null
        throw error
      })
    : null
  return { ctx, task, parent: parent && { id: parent.id, key: parent.key, title: parent.title } }
})
