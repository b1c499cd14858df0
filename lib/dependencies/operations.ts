import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { taskStatuses } from '@/lib/tasks/schema'
import { addDependency } from './commands/add-dependency'
import { removeDependency } from './commands/remove-dependency'
import { listDependencies } from './queries'

const linked = z.object({ id: z.uuid(), key: z.string(), title: z.string(), status: z.enum(taskStatuses) })
const dependencies = z.object({
  waitsFor: z.array(linked),
  blocks: z.array(linked),
  blocked: z.boolean().describe('Whether it waits for something that is not done.'),
})

export const list = operation(listDependencies, {
  method: 'GET',
  path: '/tasks/{task}/dependencies',
  summary: 'What a task waits for, and what waits for it',
  output: dependencies,
})

export const add = operation(addDependency, {
  method: 'POST',
  path: '/tasks/{task}/dependencies',
  summary: 'Let a task wait for another one of its project',
  description: '409 `DEPENDENCY_CIRCLE` when they would wait for each other.',
  output: dependencies,
  current: (ctx, given) => listDependencies(ctx, { task: given.task }),
})

export const remove = operation(removeDependency, {
  method: 'DELETE',
  path: '/tasks/{task}/dependencies/{dependsOn}',
  summary: 'A task no longer waits for another one',
})
