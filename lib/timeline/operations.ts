import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { date, timestamp, version } from '@/lib/core/rest-shapes'
import { taskStatuses } from '@/lib/tasks/schema'
import { getTimeline, mostTasks } from './queries'

export const get = operation(getTimeline, {
  method: 'GET',
  path: '/projects/{project}/timeline',
  summary: 'The tasks of a project on the calendar, with milestones and dependencies',
  output: z.object({
    project: z.object({ id: z.uuid(), key: z.string(), startsOn: date.nullable(), dueOn: date.nullable() }),
    tasks: z.array(
      z.object({
        id: z.uuid(),
        number: z.int(),
        key: z.string(),
        title: z.string(),
        status: z.enum(taskStatuses),
        progress: z.int(),
        startsOn: date.nullable(),
        dueOn: date.nullable(),
        version,
        assignee: z.string().nullable().describe('Null without `organization.members.view`.'),
        mayEdit: z.boolean(),
      }),
    ),
    milestones: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        description: z.string(),
        dueOn: date.nullable(),
        reachedAt: timestamp.nullable(),
        version,
      }),
    ),
    dependencies: z.array(z.object({ task: z.uuid(), dependsOn: z.uuid() })),
    cut: z.boolean().describe(`Whether there are more than ${mostTasks} tasks.`),
  }),
})
