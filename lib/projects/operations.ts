import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { date, listOf, money, named, timestamp, version } from '@/lib/core/rest-shapes'
import { subscriptionModes } from '@/lib/subscriptions/schema'
import { createProject } from './commands/create-project'
import { deleteProject, restoreProject } from './commands/delete-project'
import { setProjectShares } from './commands/set-shares'
import { setProjectStaff } from './commands/set-staff'
import { setProjectStatus } from './commands/set-status'
import { updateProject } from './commands/update-project'
import { projectHealth } from './health'
import { projectRisks } from './policy'
import { getProject, listProjects } from './queries'
import { clientSeesLevels, projectStatuses } from './schema'
import { listShares } from './shares'

const summary = {
  id: z.uuid(),
  key: z.string(),
  title: z.string(),
  description: z.string(),
  status: z.enum(projectStatuses),
  client: named,
  startsOn: date.nullable(),
  dueOn: date.nullable(),
  unlocked: z.boolean().describe('Whether work may start: the required share was verified once.'),
  tasks: z.object({ todo: z.int(), inProgress: z.int(), done: z.int() }),
  budget: z
    .object({
      cost: money,
      discount: money.extend({ percent: z.number().nullable() }),
      taxRate: z.number(),
      net: money,
      requiredShare: z.number(),
      required: money,
      verified: money,
      pending: money,
      outstanding: money,
    })
    .nullable()
    .describe('Null without `projects.budget.view`.'),
  people: z
    .object({ salesperson: named.nullable(), verifier: named.nullable(), manager: named.nullable() })
    .nullable()
    .describe('Null without `organization.members.view`.'),
  clientSees: z
    .enum(clientSeesLevels)
    .nullable()
    .describe('What the client sees; null: as the organization says, or you may not share projects.'),
  version,
  createdAt: timestamp,
  updatedAt: timestamp,
}

const project = z.object({
  ...summary,
  members: z.array(named),
  sharedWith: z.array(z.object({ id: z.uuid(), name: z.string(), email: z.string().nullable() })),
  may: z.record(z.string(), z.boolean()),
  subscription: z.enum(subscriptionModes).nullable().describe('Whether you watch or mute it.'),
  heard: z.int().describe('How many live messages the project had sent before this was read.'),
})

const share = z.object({ id: z.uuid(), name: z.string(), email: z.string().nullable(), hasLogin: z.boolean() })

export const list = operation(listProjects, {
  method: 'GET',
  path: '/projects',
  summary: 'Projects, the latest change first',
  output: listOf(z.object(summary)),
})

export const create = operation(createProject, {
  method: 'POST',
  path: '/projects',
  summary: 'Create a project',
  description: 'Without a key one is proposed; its maker is the salesperson unless named.',
  output: project,
  status: 201,
  answer: ({ ctx, data }) => getProject(ctx, { project: data.id }),
  location: ({ id }) => `projects/${id}`,
})

export const get = operation(getProject, {
  method: 'GET',
  path: '/projects/{project}',
  summary: 'A project with its people and what you may do with it',
  output: project,
})

export const update = operation(updateProject, {
  method: 'PATCH',
  path: '/projects/{project}',
  summary: 'Change a project',
  output: project,
  current: (ctx, given) => getProject(ctx, { project: given.project }),
})

export const remove = operation(deleteProject, {
  method: 'DELETE',
  path: '/projects/{project}',
  summary: 'Put a project, with all that hangs on it, into the bin',
})

export const restore = operation(restoreProject, {
  method: 'POST',
  path: '/projects/{project}/restore',
  summary: 'Take a project out of the bin',
  output: project,
  current: (ctx, given) => getProject(ctx, { project: given.project }),
})

export const setStatus = operation(setProjectStatus, {
  method: 'POST',
  path: '/projects/{project}/status',
  summary: 'Move a project along its life',
  description:
    '409 `PAYMENT_REQUIRED` before the required share is verified, 409 `WRONG_STATUS` for a step that is not one.',
  output: project,
  current: (ctx, given) => getProject(ctx, { project: given.project }),
})

export const setStaff = operation(setProjectStaff, {
  method: 'PUT',
  path: '/projects/{project}/staff',
  summary: 'Decide who works on a project',
  description: '`memberIds` is the complete list, `addMemberIds` come on top; what is not given stays.',
  output: project,
  current: (ctx, given) => getProject(ctx, { project: given.project }),
})

export const shares = operation(listShares, {
  method: 'GET',
  path: '/projects/{project}/shares',
  summary: 'Which contacts of the client see the project',
  output: listOf(share),
})

export const setShares = operation(setProjectShares, {
  method: 'PUT',
  path: '/projects/{project}/shares',
  summary: 'Decide which contacts of the client see the project',
  description: '`contactIds` is the complete list.',
  output: listOf(share),
  current: (ctx, given) => listShares(ctx, { project: given.project, limit: 100 }),
})

export const health = operation(projectHealth, {
  method: 'GET',
  path: '/projects/{project}/health',
  summary: 'How far a project is, whether it will be in time, and the ways it went',
  output: z.object({
    progress: z.object({
      total: z.int(),
      done: z.int(),
      overdue: z.int(),
      estimated: z.int(),
      points: z.number(),
      donePoints: z.number(),
      weighted: z.boolean().describe('By estimates, when every task has one.'),
      share: z.number().min(0).max(1),
    }),
    risk: z.enum(projectRisks).nullable().describe('Null while nothing is promised, or any more.'),
    handoverNote: z.string().nullable().describe('For the team, once the project was handed over.'),
    changes: z.array(
      z.object({
        id: z.uuid(),
        at: timestamp,
        from: z.enum(projectStatuses).nullable(),
        to: z.enum(projectStatuses).nullable(),
        by: z.string(),
        note: z.string().nullable(),
      }),
    ),
  }),
})
