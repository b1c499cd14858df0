import type { EventDraft } from '@/lib/core/events'

type Item = { text: string; done: boolean }
const written = ({ text, done }: Item) => `${done ? '☑' : '☐'} ${text}`

/** What happened to one item, told at its task: whoever sees the task sees its checklist. */
export const checklistChanged = (
  task: { id: string; projectId: string },
  before: Item | undefined,
  after: Item | undefined,
): EventDraft => ({
  type: 'task.checklist_changed',
  subject: { type: 'task', id: task.id },
  projectId: task.projectId,
  taskId: task.id,
  before: before && { checklist: written(before) },
  after: after && { checklist: written(after) },
  shared: true,
})
