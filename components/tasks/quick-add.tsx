'use client'

import { Plus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { useShortcut } from '@/components/shell/use-shortcut'
import { announce } from '@/components/ui/announcer'
import { FieldError } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { createTask, updateTask } from '@/lib/tasks/actions'
import { messages } from '@/lib/tasks/messages'
import { keepNewTaskDraft, readNewTaskDraft } from './task-draft'

/** A line to add a task with only its title; it goes to the top of the first column. */
export function QuickAdd({ org, project, onAdded }: { org: string; project: string; onAdded: (id: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current && !input.current.value) input.current.value = readNewTaskDraft(project)
  }, [project])
  const form = useActionForm({
    values: (element: HTMLFormElement) => ({ project, title: String(new FormData(element).get('title') ?? '') }),
    async action(values: { project: string; title: string }) {
      const made = await createTask(org, values)
      // New numbers come last by rank; here the new card belongs under the line it was typed in.
      if (made.ok) await updateTask(org, { task: made.data.id, version: made.data.version, after: null })
      return made
    },
    onSuccess({ id, key }, element) {
      element.reset()
      keepNewTaskDraft(project, '')
      announce(messages.board.added(key))
      input.current?.focus()
      onAdded(id)
    },
  })
  useShortcut({ keys: 'c', label: messages.board.shortcutAdd, group: messages.board.shortcuts }, () =>
    input.current?.focus(),
  )
  const { error } = form.field('title')

  return (
    <form {...form.formProps} className="px-2 pb-1">
      <div className="flex gap-2">
        <Input
          ref={input}
          name="title"
          aria-label={messages.board.add}
          aria-describedby={error ? 'quick-add-error' : undefined}
          aria-invalid={error ? true : undefined}
          aria-keyshortcuts="c"
          onChange={(event) => keepNewTaskDraft(project, event.currentTarget.value)}
          placeholder={messages.board.addPlaceholder}
          autoComplete="off"
          required
        />
        <SubmitButton variant="secondary" pending={form.pending} icon={<Plus aria-hidden className="size-4" />}>
          {messages.board.addButton}
        </SubmitButton>
      </div>
      {error && (
        <div className="mt-1">
          <FieldError id="quick-add-error">{error}</FieldError>
        </div>
      )}
      {form.problem && !error && (
        <div className="mt-2">
          <FormProblemNotice {...form.notice} />
        </div>
      )}
    </form>
  )
}
