import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { version } from '@/lib/core/rest-shapes'
import { createView } from './commands/create-view'
import { deleteView } from './commands/delete-view'
import { updateView } from './commands/update-view'
import { listViews } from './queries'
import { viewLists } from './schema'

const view = z.object({
  id: z.uuid(),
  list: z.enum(viewLists),
  name: z.string(),
  query: z.string().describe('The query string of the list.'),
  shared: z.boolean(),
  version,
  mine: z.boolean(),
  mayEdit: z.boolean(),
})
const views = z.object({ views: z.array(view) })

export const list = operation(listViews, {
  method: 'GET',
  path: '/projects/{project}/views',
  summary: 'The saved views of a list of a project: yours and shared ones',
  output: views,
})

export const create = operation(createView, {
  method: 'POST',
  path: '/projects/{project}/views',
  summary: 'Keep the filters of a list under a name',
  output: z.object({ id: z.uuid() }),
  status: 201,
})

export const update = operation(updateView, {
  method: 'PATCH',
  path: '/projects/{project}/views/{view}',
  summary: 'Rename a saved view, keep other filters in it, or share it',
  description: 'A shared one of somebody else needs `projects.projects.edit`.',
  output: z.object({ id: z.uuid(), version }),
})

export const remove = operation(deleteView, {
  method: 'DELETE',
  path: '/projects/{project}/views/{view}',
  summary: 'Forget a saved view',
})
