import { absent, type Case, change, type Expected, invalid, lacks, ok, on, one } from './matrix-cases'
import type { Facts, ProjectFact, TaskFact } from './matrix-facts'
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
  'dependencies.remove': change('task', 'tasks.tasks.edit', { status: 204 }),

  'subscriptions.watchers': one('task'),
  'subscriptions.set': [oneByBody('task'), oneByBody('project')],
}
