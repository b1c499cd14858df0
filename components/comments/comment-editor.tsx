'use client'

import { useEffect, useRef, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { editComment } from '@/lib/comments/actions'
import { messages } from '@/lib/comments/messages'
import type { Comment } from '@/lib/comments/queries'
import { MentionTextarea } from './mention-textarea'
import { fromMarkup, type Person, toMarkup } from './mentions'

type Props = { org: string; comment: Comment; people: readonly Person[]; onEnd: (saved: boolean) => void }
type Saved = { body: string; version: number }

/** One's own comment while it is changed; the text of another window is shown instead of overwritten. */
export function CommentEditor({ org, comment, people, onEnd }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [began] = useState(() => fromMarkup(comment.body))
  const [text, setText] = useState(began.text)
  const [picked, setPicked] = useState<Person[]>(began.people)
  // Saving over another window's text needs its version, and so its text must have been seen.
  const [other, setOther] = useState<Saved | null>(null)
  const version = other?.version ?? comment.version
  const [base] = useState(version)
  useEffect(() => field.current?.focus(), [])

  const form = useActionForm({
    values: () => ({
      comment: comment.id,
      version: other?.version ?? base,
      body: toMarkup(text, [...people, ...picked]),
    }),
    async action(values: { comment: string; version: number; body: string }) {
      const result = await editComment(org, values)
      const current = !result.ok && result.error.code === 'STALE' ? (result.error.current as Partial<Saved>) : null
      if (current?.body !== undefined && current.version !== undefined) setOther(current as Saved)
      return result
    },
    onSuccess() {
      announce(messages.saved)
      onEnd(true)
    },
  })
  const { error } = form.field('body')
  return (
    <form {...form.formProps} aria-label={messages.editLabel} className="mt-1 flex flex-col gap-2">
      {other ? (
        <div
          role="alert"
          className="rounded-md border border-warning-line bg-warning-soft p-2 text-sm text-warning-text"
        >
          {messages.stale}
          <p className="mt-1 whitespace-pre-wrap text-ink">{fromMarkup(other.body).text}</p>
        </div>
      ) : (
        <FormProblemNotice {...form.notice} />
      )}
      <MentionTextarea
        field={field}
        name="body"
        aria-label={messages.editLabel}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'comment-edit-error' : undefined}
        className="pr-9"
        text={text}
        onText={setText}
        people={people}
        onPick={(person) => setPicked((now) => [...now, person])}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onEnd(false)
        }}
      />
      {error && <FieldError id="comment-edit-error">{error}</FieldError>}
      <div className="flex gap-2">
        <SubmitButton size="sm" pending={form.pending}>
          {messages.save}
        </SubmitButton>
        <Button size="sm" variant="ghost" onClick={() => onEnd(false)}>
          {messages.cancel}
        </Button>
      </div>
    </form>
  )
}
