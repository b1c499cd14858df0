import { z } from 'zod'
import { idInput, line } from '@/lib/core/text'
import { projectRef } from '@/lib/projects/schema'
import { dueFilters, taskGroups, taskOrders, taskPriorities, taskStatuses } from '@/lib/tasks/schema'

/** The lists that keep views, each with what its query string may say. */
export const viewQueries = {
  tasks: z.strictObject({
    q: z.string().max(100).optional(),
    status: z.enum(taskStatuses).optional(),
    assignee: z.union([idInput, z.literal('me'), z.literal('none')]).optional(),
    priority: z.enum(taskPriorities).optional(),
    label: z.string().max(60).optional(),
    due: z.enum(dueFilters).optional(),
    order: z.enum(taskOrders).optional(),
    direction: z.enum(['asc', 'desc']).optional(),
    group: z.enum(taskGroups).optional(),
  }),
}
export type ViewList = keyof typeof viewQueries
export const viewLists = Object.keys(viewQueries) as [ViewList, ...ViewList[]]

const query = z.string().max(1_000)
const name = line(60, 'What is this view called?')

/** Whether a query string says only what its list understands, each word once. */
const understood = (list: ViewList, text: string): boolean => {
  const params = new URLSearchParams(text)
  const names = [...params.keys()]
  return new Set(names).size === names.length && viewQueries[list].safeParse(Object.fromEntries(params)).success
}

export const listViewsInput = z.strictObject({ project: projectRef, list: z.enum(viewLists).default('tasks') })
export const createViewInput = z
  .strictObject({
    project: projectRef,
    list: z.enum(viewLists).default('tasks'),
    name,
    query,
    /** With everybody on the team who sees the project; otherwise it is for oneself. */
    shared: z.boolean().default(false),
  })
  .superRefine((view, ctx) => {
    if (!understood(view.list, view.query))
      ctx.addIssue({ code: 'custom', path: ['query'], message: 'These filters are not understood.' })
  })
export const updateViewInput = z
  .strictObject({
    project: projectRef,
    view: idInput,
    version: z.int(),
    name: name.optional(),
    query: query.optional(),
    shared: z.boolean().optional(),
  })
  .superRefine((view, ctx) => {
    if (view.query !== undefined && !viewLists.some((list) => understood(list, view.query ?? '')))
      ctx.addIssue({ code: 'custom', path: ['query'], message: 'These filters are not understood.' })
  })
export const viewRefInput = z.strictObject({ project: projectRef, view: idInput })
