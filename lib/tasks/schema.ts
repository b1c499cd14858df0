import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { exactTitle, idInput, isoDate, line, longText } from '@/lib/core/text'
import { projectRef } from '@/lib/projects/schema'

export const taskStatuses = ['TODO', 'IN_PROGRESS', 'DONE'] as const
export type TaskStatus = (typeof taskStatuses)[number]
export const taskPriorities = ['NONE', 'LOW', 'MEDIUM', 'HIGH', 'URGENT'] as const
export type TaskPriority = (typeof taskPriorities)[number]

/** A task by its id or its key, `DURA-12`. */
export const taskRef = z.string().trim().min(3).max(40)

export const taskFields = {
  title: exactTitle(500, 'What is to be done?'),
  description: longText(50_000),
  priority: z.enum(taskPriorities),
  estimate: z
    .number()
    .min(0, 'An estimate cannot be negative.')
    .max(100_000)
    .refine((points) => Math.abs(points * 100 - Math.round(points * 100)) < 1e-6, 'Use at most two decimals.')
    .nullable(),
  startsOn: isoDate.nullable(),
  dueOn: isoDate.nullable(),
  labels: z.array(line(60)).max(20),
}

const optional = {
  description: taskFields.description.optional(),
  priority: taskFields.priority.optional(),
  estimate: taskFields.estimate.optional(),
  startsOn: taskFields.startsOn.optional(),
  dueOn: taskFields.dueOn.optional(),
  labels: taskFields.labels.optional(),
  assigneeId: idInput.nullable().optional(),
  parentId: idInput.nullable().optional(),
}

const dates = (task: { startsOn?: string | null; dueOn?: string | null }, ctx: z.RefinementCtx) => {
  if (task.startsOn && task.dueOn && task.dueOn < task.startsOn)
    ctx.addIssue({ code: 'custom', path: ['dueOn'], message: 'The due date is before the start.' })
}

export const createTaskInput = z
  .strictObject({
    project: projectRef,
    title: taskFields.title,
    status: z.enum(taskStatuses).default('TODO'),
    ...optional,
  })
  .superRefine(dates)

export const updateTaskInput = z
  .strictObject({
    task: taskRef,
    version: z.int(),
    title: taskFields.title.optional(),
    status: z.enum(taskStatuses).optional(),
    progress: z.int().min(0).max(100).optional(),
    ...optional,
    /** Where it goes in its column: directly behind this task, or to the top with null. */
    after: idInput.nullable().optional(),
  })
  .superRefine(dates)

/** At most so many tasks change together. */
export const mostAtOnce = 200

const bulkChange = z.strictObject({
  task: idInput,
  version: z.int(),
  status: z.enum(taskStatuses).optional(),
  priority: taskFields.priority.optional(),
  assigneeId: idInput.nullable().optional(),
  dueOn: taskFields.dueOn.optional(),
  addLabels: taskFields.labels.optional(),
  removeLabels: taskFields.labels.optional(),
  /** True puts it into the bin, false takes it out again. */
  deleted: z.boolean().optional(),
})
export type BulkChange = z.output<typeof bulkChange>

export const bulkUpdateInput = z.strictObject({
  project: projectRef,
  tasks: z
    .array(bulkChange)
    .min(1, 'Choose at least one task.')
    .max(mostAtOnce, `Choose at most ${mostAtOnce} tasks.`)
    .refine((changes) => new Set(changes.map(({ task }) => task)).size === changes.length, 'Name each task once.'),
})

export const taskRefInput = z.strictObject({ task: taskRef })

export const taskOrders = ['number', 'board', 'due', 'priority', 'status', 'title', 'assignee', 'updated'] as const
export type TaskOrder = (typeof taskOrders)[number]
export const taskGroups = ['status', 'assignee', 'priority', 'label', 'due'] as const
export type TaskGroup = (typeof taskGroups)[number]
export const dueFilters = ['overdue', 'today', 'week', 'none'] as const
export type DueFilter = (typeof dueFilters)[number]

export const listTasksInput = z.strictObject({
  ...pageInput,
  project: projectRef.optional(),
  status: z.enum(taskStatuses).optional(),
  assignee: z.union([idInput, z.literal('me'), z.literal('none')]).optional(),
  priority: z.enum(taskPriorities).optional(),
  label: z.string().min(1).max(60).optional(),
  due: z.enum(dueFilters).optional(),
  q: z.string().max(100).optional(),
  order: z.enum(taskOrders).default('number'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  /** Sorted by this first, so that its groups stand together. */
  group: z.enum(taskGroups).optional(),
})
