import type { EventDraft } from '@/lib/core/events'

type Task = { id: string; number: number }

/** Told at both ends, so that both open pages and both histories know. */
export function dependencyChanged(
  project: { id: string; key: string },
  task: Task,
  other: Task,
  added: boolean,
): [EventDraft, EventDraft] {
  const about = (subject: Task, field: 'waitsFor' | 'blocks', named: Task): EventDraft => ({
    type: 'task.dependencies_changed',
    subject: { type: 'task', id: subject.id },
    projectId: project.id,
    taskId: subject.id,
    [added ? 'after' : 'before']: { [field]: `${project.key}-${named.number}` },
    shared: true,
  })
  return [about(task, 'waitsFor', other), about(other, 'blocks', task)]
}
