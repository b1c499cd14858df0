import type { Permission } from '@/lib/core/permissions'
import { accessDeclarations } from './matrix-access'
import {
  absent,
  anybody,
  asItWas,
  assignee,
  below,
  type Case,
  change,
  holders,
  invalid,
  lacks,
  ok,
  on,
  onComment,
  one,
  projectIn,
  restore,
  staffOf,
  uuid,
} from './matrix-cases'
import { fileDeclarations } from './matrix-files'
import { leadDeclarations } from './matrix-leads'
import { organizationDeclarations } from './matrix-organizations'
import { projectDeclarations } from './matrix-projects'
import { roleDeclarations } from './matrix-roles'
import { taskTools } from './matrix-task-tools'
import { ticketDeclarations } from './matrix-tickets'

/** What every operation is asked about, with which valid request, and what DESIGN.md says the answer is. */

/** An export is planted under the id of each import, of the same person; nobody else finds it. */
const ownExport = (permission?: Permission) =>
  on('import', {
    expect: (o, who, row) => (row?.createdBy === who && (!permission || o.grant(who, permission)) ? ok() : absent),
  })

export const declarations: Record<string, Case | Case[]> = {
  ...organizationDeclarations,
  ...roleDeclarations,
  ...accessDeclarations,
  ...projectDeclarations,
  ...leadDeclarations,

  'tasks.list': holders('tasks.tasks.view'),
  'tasks.listOfProject': below('tasks.tasks.view'),
  'tasks.onBoard': on('project', {
    expect: (o, who, row) => (row && o.grant(who, 'tasks.tasks.view') && o.seesProject(who, row) ? ok() : absent),
  }),
  'tasks.create': [
    change('project', 'tasks.tasks.create', { status: 201, body: () => ({ title: 'A new task' }) }),
    change('project', 'tasks.tasks.create', {
      name: 'for somebody',
      status: 201,
      body: ({ facts, row }) => ({ title: 'A task for somebody', assigneeId: assignee(facts, row) }),
      after: (o, who, row) => {
        if (!o.grant(who, 'tasks.tasks.assign')) return lacks('tasks.tasks.assign')
        return staffOf(row).length > 0 ? undefined : invalid
      },
    }),
  ],
  'tasks.get': one('task'),
  'tasks.update': [
    change('task', 'tasks.tasks.edit', { body: () => ({ version: 1, status: 'DONE', title: 'Renamed' }) }),
    change('task', 'tasks.tasks.edit', {
      name: 'its assignee',
      body: ({ facts, row }) => ({
        version: 1,
        assigneeId: row?.assignee ? null : assignee(facts, projectIn(facts, row)),
      }),
      after: (o, who, row) => {
        if (!o.reachesTask(who, 'tasks.tasks.assign', row)) return lacks('tasks.tasks.assign')
        return row.assignee || staffOf(o.projectOf(row)).length > 0 ? undefined : invalid
      },
    }),
  ],
  'tasks.remove': change('task', 'tasks.tasks.delete', { status: 204 }),
  'tasks.restore': restore('task', 'tasks.tasks.view', 'tasks.tasks.delete'),

  ...taskTools,

  'comments.list': one('task'),
  'comments.create': change('task', 'tasks.comments.create', { status: 201, body: () => ({ body: 'Well said' }) }),
  'comments.get': one('comment'),
  'comments.update': onComment(200, () => ({ version: 1, body: 'Better said' })),
  'comments.remove': onComment(204),
  ...ticketDeclarations,
  ...fileDeclarations,

  'exports.list': anybody(),
  'exports.start': {
    body: () => ({ list: 'payments', format: 'xlsx' }),
    expect: (o, who) => (o.grant(who, 'projects.budget.view') ? ok(201) : lacks('projects.budget.view')),
  },
  'exports.get': ownExport(),
  'exports.file': ownExport('tasks.tasks.view'),

  'bin.list': anybody(),

  'search.find': { query: '?q=nothing', expect: () => ok() },

  'notifications.list': anybody(),
  'notifications.unread': anybody(),
  'notifications.switches': anybody(),
  'notifications.setOne': on('project', {
    body: ({ id }) => ({ kind: 'comments', channel: 'mail', project: id, enabled: true }),
    expect: (o, who, row, id) => (id.length > 40 ? invalid : row && o.seesProject(who, row) ? ok() : absent),
  }),
  'notifications.mutes': anybody(),
  'notifications.read': on('notice', {
    body: ({ id }) => ({ ids: [id] }),
    // That somebody has read what they were told is theirs alone: no entry.
    expect: (_o, _who, _row, id) => (uuid.test(id) ? asItWas() : invalid),
  }),
}
