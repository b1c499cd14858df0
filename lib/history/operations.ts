import { z } from 'zod'
import { readers as readersNow } from '@/lib/access/operations'
import { operation } from '@/lib/core/operation'
import { date, money, named } from '@/lib/core/rest-shapes'
import { list as membersNow } from '@/lib/members/operations'
import { projectStatuses } from '@/lib/projects/schema'
import { get as roleNow } from '@/lib/roles/operations'
import { membersThen, projectThen, readersThen, roleThen } from './queries'

const description =
  'What the permissions of the caller reach today, of what was there then. 409 `BEFORE_HISTORY` for a moment before anything was recorded.'

export const project = operation(projectThen, {
  method: 'GET',
  path: '/history/projects/{project}',
  summary: 'A project as it stood at a moment, deleted since or not',
  description,
  output: z.object({
    id: z.uuid(),
    key: z.string(),
    title: z.string(),
    description: z.string(),
    status: z.enum(projectStatuses),
    client: named,
    salesperson: named.nullable(),
    verifier: named.nullable(),
    manager: named.nullable(),
    team: z.array(named),
    sharedWith: z.array(named).describe('Contacts of the client.'),
    startsOn: date.nullable(),
    dueOn: date.nullable(),
    budget: z.object({ cost: money, net: money }).nullable(),
  }),
  problems: [409],
})

export const role = operation(roleThen, {
  method: 'GET',
  path: '/history/roles/{role}',
  summary: 'A role as it stood at a moment, with who held it',
  description,
  output: (roleNow.output as z.ZodObject).extend({
    heldBy: z.array(named.extend({ status: z.string() })).describe('The first hundred by name.'),
  }),
  problems: [409],
})

export const members = operation(membersThen, {
  method: 'GET',
  path: '/history/members',
  summary: 'The list of members as it stood at a moment',
  description,
  output: membersNow.output,
  problems: [409],
})

export const readers = operation(readersThen, {
  method: 'GET',
  path: '/history/readers',
  summary: 'Who could see a project, or the roles and members, at a moment, and through what',
  description,
  output: readersNow.output,
  problems: [409],
})
