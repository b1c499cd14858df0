import type { Task } from '@/lib/tasks/queries'

type Text = { title: string; description: string }
/** A text that is being edited, and what it was made from. It outlives a reload of the tab, and nothing else. */
export type TaskDraft = { typed: Text; base: Text & { version: number } }

const keyOf = (taskId: string) => `task-draft:${taskId}`
const newKeyOf = (project: string) => `new-task-draft:${project}`

function read<T>(key: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}
function keep(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // A private window may refuse storage; that is no reason to stop typing.
  }
}

export const readTaskDraft = (taskId: string) => read<TaskDraft>(keyOf(taskId))
export const forgetTaskDraft = (taskId: string) => keep(keyOf(taskId), null)
/** Keeps what is typed; a text as it was is no draft. */
export function keepTaskDraft(base: Task, typed: Text): void {
  const { title, description, version } = base
  const same = typed.title === title && typed.description === description
  keep(keyOf(base.id), same ? null : { typed, base: { title, description, version } })
}

export const readNewTaskDraft = (project: string) => read<string>(newKeyOf(project)) ?? ''
export const keepNewTaskDraft = (project: string, title: string) => keep(newKeyOf(project), title || null)
