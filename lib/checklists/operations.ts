import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { version } from '@/lib/core/rest-shapes'
import { addItem } from './commands/add-item'
import { removeItem } from './commands/remove-item'
import { updateItem } from './commands/update-item'
import { listChecklist } from './queries'

const checklist = z.object({
  checklist: z.array(z.object({ id: z.uuid(), text: z.string(), done: z.boolean(), version })),
  done: z.int(),
  total: z.int(),
})

export const list = operation(listChecklist, {
  method: 'GET',
  path: '/tasks/{task}/checklist',
  summary: 'The checklist of a task, in its order',
  output: checklist,
})

export const add = operation(addItem, {
  method: 'POST',
  path: '/tasks/{task}/checklist',
  summary: 'Add an item to a checklist',
  output: checklist,
  status: 201,
  answer: ({ ctx, given }) => listChecklist(ctx, { task: given.task }),
})

export const update = operation(updateItem, {
  method: 'PATCH',
  path: '/tasks/{task}/checklist/{item}',
  summary: 'Tick, rename or move an item of a checklist',
  output: checklist,
  current: (ctx, given) => listChecklist(ctx, { task: given.task }),
})

export const remove = operation(removeItem, {
  method: 'DELETE',
  path: '/tasks/{task}/checklist/{item}',
  summary: 'Take an item out of a checklist',
})
