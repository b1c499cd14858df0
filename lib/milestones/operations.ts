import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { date, timestamp, version } from '@/lib/core/rest-shapes'
import { createMilestone } from './commands/create-milestone'
import { deleteMilestone, restoreMilestone } from './commands/delete-milestone'
import { updateMilestone } from './commands/update-milestone'
import { listMilestones } from './queries'

const milestone = z.object({
  id: z.uuid(),
  title: z.string(),
  description: z.string(),
  dueOn: date.nullable(),
  reachedAt: timestamp.nullable(),
  version,
})
const milestones = z.object({ milestones: z.array(milestone), mayEdit: z.boolean() })

export const list = operation(listMilestones, {
  method: 'GET',
  path: '/projects/{project}/milestones',
  summary: 'The milestones of a project, by their day',
  output: milestones,
})

export const create = operation(createMilestone, {
  method: 'POST',
  path: '/projects/{project}/milestones',
  summary: 'Add a milestone',
  output: z.object({ id: z.uuid() }),
  status: 201,
})

export const update = operation(updateMilestone, {
  method: 'PATCH',
  path: '/projects/{project}/milestones/{milestone}',
  summary: 'Change a milestone, or say that it is reached',
  output: milestones,
  current: (ctx, given) => listMilestones(ctx, { project: given.project }),
})

export const remove = operation(deleteMilestone, {
  method: 'DELETE',
  path: '/projects/{project}/milestones/{milestone}',
  summary: 'Put a milestone into the bin',
})

export const restore = operation(restoreMilestone, {
  method: 'POST',
  path: '/projects/{project}/milestones/{milestone}/restore',
  summary: 'Take a milestone out of the bin',
  output: milestones,
  current: (ctx, given) => listMilestones(ctx, { project: given.project }),
})
