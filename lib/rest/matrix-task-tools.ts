import { absent, asItWas, type Case, change, type Expected, holders, invalid, lacks, ok, on, one } from './matrix-cases'
import { type Facts, inBin, type ProjectFact, type TaskFact, waitsFor } from './matrix-facts'
import type { Oracle } from './matrix-oracle'

/** What is asked of the tools around tasks: checklists, dependencies, watching, bulk changes, views, milestones, load. */

const otherTask = (facts: Facts, task: TaskFact | undefined) =>
  facts.tasks.find(({ id, project, deleted }) => task && project === task.project && id !== task.id && !deleted)

/** What no reference could look like is refused before anything is looked for. */
const oneByBody = (kind: 'task' | 'project'): Case =>
  on(kind, {
    name: kind,
    body: ({ id }) => ({ [kind]: id, mode: 'WATCH' }),
    expect: (o: Oracle, who: string, row: TaskFact | ProjectFact | undefined, id: string): Expected => {
      if (id.length > 40) return invalid
      const seen = row && (kind === 'task' ? o.seesTask(who, row as TaskFact) : o.seesProject(who, row as ProjectFact))
      return seen ? ok() : absent
    },
  })

const nobodys = '01991111-2222-7333-8444-555566667777'
const taskIn = (facts: Facts, row: ProjectFact | undefined) =>
  facts.tasks.find(({ project, deleted }) => project === row?.id && !deleted)

/** What is read of a project's tasks as a whole. */
const ofTasks = () =>
  on('project', {
    expect: (o, who, row) => (row && o.grant(who, 'tasks.tasks.view') && o.seesProject(who, row) ? ok() : absent),
  })

/** A view that the owner shares: there for the team, and to change for who may change the project. */
const ofView = (status: number, body?: () => unknown) =>
  on('project', {
    body,
    expect: (o, who, row) => {
      if (!row || !o.seesProject(who, row)) return absent
      const owns = o.facts.people.find(({ id }) => id === who)?.owner
      if (!owns && !o.grant(who, 'tasks.comments.view_internal')) return absent
      return owns || o.reachesProject(who, 'projects.projects.edit', row) ? ok(status) : lacks('projects.projects.edit')
    },
  })

export const taskTools: Record<string, Case | Case[]> = {
  'tasks.activity': on('task', {
    expect: (o, who, row) => {
      if (!row || !o.seesTask(who, row)) return absent
      return o.grant(who, 'tasks.comments.view_internal') ? ok() : lacks('tasks.comments.view_internal')
    },
  }),

  'checklists.list': one('task'),
  'checklists.add': change('task', 'tasks.tasks.edit', { status: 201, body: () => ({ text: 'Tick me' }) }),
  'checklists.update': change('task', 'tasks.tasks.edit', { body: () => ({ done: true }) }),
  'checklists.remove': change('task', 'tasks.tasks.edit', { status: 204 }),

  'dependencies.list': one('task'),
  'dependencies.add': change('task', 'tasks.tasks.edit', {
    body: ({ facts, row }) => ({ dependsOn: otherTask(facts, row)?.id ?? 'NONE-1' }),
    after: (o, who, row) => {
      const other = otherTask(o.facts, row)
      return other && o.seesTask(who, other) ? undefined : invalid
    },
  }),
  'dependencies.remove': change('task', 'tasks.tasks.edit', {
    hangs: ({ facts, row }) => row && waitsFor(facts, row)?.id,
    after: (o, who, row) => {
      const other = waitsFor(o.facts, row)
      if (!other) return asItWas(204)
      return o.seesTask(who, other) ? ok(204) : absent
    },
  }),

  'subscriptions.watchers': one('task'),
  'subscriptions.set': [oneByBody('task'), oneByBody('project')],

  'tasks.bulkUpdate': on('project', {
    body: ({ facts, row }) => ({ tasks: [{ task: taskIn(facts, row)?.id ?? nobodys, version: 1, priority: 'HIGH' }] }),
    expect: (o, who, row) => {
      if (!row || !o.seesProject(who, row)) return absent
      if (!o.grant(who, 'tasks.tasks.edit')) return lacks('tasks.tasks.edit')
      const task = taskIn(o.facts, row)
      if (!task || !o.reachesTask(who, 'tasks.tasks.view', task)) return absent
      return o.reachesTask(who, 'tasks.tasks.edit', task) ? ok() : lacks('tasks.tasks.edit')
    },
  }),
  'tasks.perPerson': {
    expect: (o, who) => {
      if (!o.grant(who, 'tasks.tasks.view')) return lacks('tasks.tasks.view')
      return o.grant(who, 'organization.members.view') ? ok() : lacks('organization.members.view')
    },
  },
  'tasks.mentions': holders('tasks.tasks.view'),
  'projects.health': one('project'),

  'milestones.list': one('project'),
  'milestones.create': change('project', 'projects.projects.edit', { status: 201, body: () => ({ title: 'Go live' }) }),
  'milestones.update': change('project', 'projects.projects.edit', { body: () => ({ version: 1, reached: true }) }),
  'milestones.remove': change('project', 'projects.projects.edit', { status: 204 }),
  'milestones.restore': change('project', 'projects.projects.edit', { hangs: ({ row }) => row && inBin(row.id) }),

  'timeline.get': ofTasks(),

  'views.list': ofTasks(),
  'views.create': on('project', {
    body: () => ({ name: 'Mine', query: 'status=TODO&group=assignee' }),
    expect: (o, who, row) => {
      if (!row || !o.seesProject(who, row)) return absent
      return o.grant(who, 'tasks.tasks.view') ? ok(201) : lacks('tasks.tasks.view')
    },
  }),
  'views.update': ofView(200, () => ({ version: 1, name: 'Renamed' })),
  'views.remove': ofView(204),
}
