'use client'

import { Pencil } from 'lucide-react'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useShortcut } from '@/components/shell/use-shortcut'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import type { FieldError } from '@/lib/core/result'
import { messages } from '@/lib/tasks/messages'
import type { Task } from '@/lib/tasks/queries'
import { forgetTaskDraft, keepTaskDraft, readTaskDraft, type TaskDraft } from './task-draft'
import type { EditOutcome, TaskChange } from './use-task-edit'

type Props = {
  task: Task
  /** the description as HTML made by the server */
  children: ReactNode
  /** stands beside the heading */
  actions?: ReactNode
  onSave: (change: TaskChange, on: Task) => Promise<EditOutcome>
  pending: boolean
  /** counts the conflicts that ended with a choice: what was typed is saved or no longer wanted */
  settled: number
}

/** Title and description: shown, and edited in place by those who may. */
export function TaskText({ task, children, actions, onSave, pending, settled }: Props) {
  const [base, setBase] = useState<Task | null>(null)
  const [draft, setDraft] = useState<TaskDraft | null>(null)
  const [errors, setErrors] = useState<FieldError[]>([])
  const title = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const open = base !== null
  useEffect(() => {
    if (open) title.current?.focus()
    else if (wasOpen.current) button.current?.focus()
    wasOpen.current = open
  }, [open])
  const edit = () => {
    setErrors([])
    setDraft(null)
    setBase(task)
  }
  const close = () => {
    forgetTaskDraft(task.id)
    setDraft(null)
    setBase(null)
  }
  const mayEdit = task.may.edit
  const latest = useRef(task)
  latest.current = task
  useEffect(() => {
    const kept = mayEdit ? readTaskDraft(task.id) : null
    if (!kept) return
    setDraft(kept)
    // Made from the version it was made from, so that a change in between is noticed when it is saved.
    setBase({ ...latest.current, ...kept.base })
  }, [task.id, mayEdit])
  useShortcut({ keys: 'e', label: messages.page.edit, group: messages.task }, () => task.may.edit && edit())

  const closing = useRef(close)
  closing.current = close
  const known = useRef(settled)
  useEffect(() => {
    if (known.current !== settled) closing.current()
    known.current = settled
  }, [settled])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (!base || pending) return
    const form = new FormData(event.currentTarget)
    const typed = { title: String(form.get('title')), description: String(form.get('description')) }
    const change: TaskChange = {
      ...(typed.title !== base.title && { title: typed.title }),
      ...(typed.description !== base.description && { description: typed.description }),
    }
    if (Object.keys(change).length === 0) return close()
    const outcome = await onSave(change, base)
    setErrors(outcome.errors)
    if (outcome.saved) close()
  }
  const errorAt = (path: string) => errors.find((error) => error.path === path)?.message

  if (!base)
    return (
      <>
        <div className="mb-4 flex items-start justify-between gap-3">
          <h1 className="min-w-0 text-lg font-semibold tracking-tight text-balance break-words text-ink">
            {task.title}
          </h1>
          <div className="flex items-center gap-2">
            {task.may.edit && (
              <Button
                ref={button}
                onClick={edit}
                icon={<Pencil aria-hidden className="size-3.5" />}
                aria-label={messages.page.edit}
              >
                Edit
              </Button>
            )}
            {actions}
          </div>
        </div>
        {children}
      </>
    )
  return (
    <form
      noValidate
      onSubmit={submit}
      onInput={(event) => {
        const form = new FormData(event.currentTarget)
        keepTaskDraft(base, { title: String(form.get('title')), description: String(form.get('description')) })
      }}
      aria-label={messages.page.edit}
      className="flex flex-col gap-4"
    >
      {draft && (
        <p role="status" className="text-sm text-warning-text">
          {messages.page.draft}
        </p>
      )}
      <h1 className="sr-only">{task.title}</h1>
      <Field
        label={messages.fields.title}
        name="title"
        required
        error={errorAt('title')}
        defaultValue={draft?.typed.title ?? base.title}
      >
        {(control) => <Input {...control} ref={title} />}
      </Field>
      <Field
        label={messages.fields.description}
        name="description"
        hint={messages.page.markdown}
        error={errorAt('description')}
        defaultValue={draft?.typed.description ?? base.description}
      >
        {(control) => <Textarea {...control} rows={10} className="font-mono max-h-[60dvh]!" />}
      </Field>
      <div className="flex gap-2">
        <SubmitButton pending={pending}>{messages.page.save}</SubmitButton>
        <Button variant="ghost" onClick={close}>
          {messages.page.cancel}
        </Button>
      </div>
    </form>
  )
}
