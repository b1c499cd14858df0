'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { callAction } from '@/components/shell/call-action'
import { readApi } from '@/components/shell/read-api'
import { announce } from '@/components/ui/announcer'
import type { FieldError, Problem } from '@/lib/core/result'
import { updateTask } from '@/lib/tasks/actions'
import { messages } from '@/lib/tasks/messages'
import type { Task } from '@/lib/tasks/queries'

/** What can be changed of a task, as `updateTask` takes it. */
export type TaskChange = Omit<Parameters<typeof updateTask>[1], 'task' | 'version' | 'after'>
type Field = keyof TaskChange
export type Conflict = { mine: TaskChange; theirs: Task }
export type EditOutcome = { saved: boolean; errors: FieldError[]; problem: Problem | null }

/**
 * Saves changes of one task. When somebody else was faster but at other fields, both changes stand; at the same field
 * nothing is overwritten: `conflict` holds both versions until one is chosen.
 */
export function useTaskEdit(org: string, task: Task) {
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const base = useRef(task)
  // What this window saved itself is known to its reader: replacing it again is no conflict.
  const own = useRef(new Map<string, string>())
  const line = useRef<Promise<unknown>>(Promise.resolve())
  useEffect(() => {
    if (task.version >= base.current.version) base.current = task
  }, [task])

  const attempt = useCallback(
    async (change: TaskChange, on: Task): Promise<EditOutcome> => {
      const result = await callAction(() => updateTask(org, { task: task.id, version: on.version, ...change }))
      if (result.ok) {
        base.current = { ...base.current, ...changedFields(change, task), version: result.data.version }
        for (const field of Object.keys(change) as Field[]) own.current.set(field, written(change[field]))
        announce(messages.page.saved(Object.keys(change).map(fieldName).join(', ')))
        router.refresh()
        return { saved: true, errors: [], problem: null }
      }
      if (result.error.code === 'STALE') {
        const theirs = await readApi<Task>(org, `tasks/${task.id}`).catch(() => null)
        const apart =
          theirs &&
          (Object.keys(change) as Field[]).every((field) => {
            const now = written(fieldValue(theirs, field))
            return now === written(fieldValue(on, field)) || now === own.current.get(field)
          })
        if (theirs && apart && theirs.version > on.version) {
          base.current = theirs
          return attempt(change, theirs)
        }
        if (theirs) setConflict({ mine: change, theirs })
        router.refresh()
        if (theirs) return { saved: false, errors: [], problem: null }
      }
      setProblem(result.error)
      return { saved: false, errors: result.error.errors ?? [], problem: result.error }
    },
    [org, task, router],
  )

  /** Saves, one change after the other; `on` is what the change was made to, the newest known when left out. */
  const save = useCallback(
    (change: TaskChange, on?: Task): Promise<EditOutcome> => {
      setPending(true)
      setProblem(null)
      const saving = line.current.then(() => attempt(change, on ?? base.current)).finally(() => setPending(false))
      line.current = saving.catch(() => undefined)
      return saving
    },
    [attempt],
  )
  return { save, pending, problem, clearProblem: () => setProblem(null), conflict, setConflict }
}

const fieldValue = (task: Task, field: Field): unknown =>
  field === 'assigneeId' ? (task.assignee?.id ?? null) : task[field]
/** A value as text to compare by; the order of labels says nothing. */
const written = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : (value ?? null))
const changedFields = ({ assigneeId, ...fields }: TaskChange, task: Task): Partial<Task> => ({
  ...(fields as Partial<Task>),
  ...(assigneeId !== undefined && { assignee: task.staff.find(({ id }) => id === assigneeId) ?? null }),
})

/** A field of a change in words. */
export const fieldName = (field: string): string =>
  field === 'assigneeId'
    ? messages.fields.assignee
    : field === 'parentId'
      ? messages.fields.parent
      : (messages.fields[field as keyof typeof messages.fields] ?? field)

/** A field's value in words, for comparing two versions. */
export function fieldText(field: string, value: unknown, staff: Task['staff']): string {
  if (value === null || value === undefined || value === '') return messages.conflict.empty
  if (field === 'assigneeId') return staff.find(({ id }) => id === value)?.name ?? String(value)
  if (field === 'status') return messages.statuses[value as Task['status']]
  if (field === 'priority') return messages.priorities[value as Task['priority']]
  return Array.isArray(value) ? value.join(', ') || messages.conflict.empty : String(value)
}

/** The same field of a saved task. */
export const savedValue = (task: Task, field: string): unknown => fieldValue(task, field as Field)
