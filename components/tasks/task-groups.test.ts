import { expect, test } from 'vitest'
import type { TaskCard } from '@/lib/tasks/queries'
import { groupsOf } from './task-groups'

const task = (key: string, labels: string[]): TaskCard => ({
  id: key,
  number: 1,
  key,
  title: key,
  status: 'TODO',
  priority: 'NONE',
  estimate: null,
  progress: 0,
  dueOn: null,
  rank: 1,
  version: 1,
  assignee: null,
  labels,
  blocked: false,
})

test('a task with several labels stands in the group of each, and the groups come by name, the unlabelled last', () => {
  const tasks = [task('A', ['api', 'ui']), task('B', ['design', 'ui']), task('C', []), task('D', ['ui'])]
  const groups = groupsOf(tasks, 'label', '2026-11-21').map(({ name, tasks: rows }) => [
    name,
    rows.map(({ key }) => key),
  ])
  expect(groups).toEqual([
    ['api', ['A']],
    ['design', ['B']],
    ['ui', ['A', 'B', 'D']],
    ['No label', ['C']],
  ])
})
