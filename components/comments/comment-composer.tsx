'use client'

import { useEffect, useRef, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { announce } from '@/components/ui/announcer'
import { classNames } from '@/components/ui/class-names'
import { FieldError } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { Switch } from '@/components/ui/switch'
import { createComment } from '@/lib/comments/actions'
import { messages } from '@/lib/comments/messages'
import { type Draft, emptyDraft, keepDraft, readDraft } from './draft'
import { MentionTextarea } from './mention-textarea'
import { type Person, toMarkup } from './mentions'
import { conversationWords, type Subject } from './subject'

type Props = {
  org: string
  subject: Subject
  people: readonly Person[]
  /** whether the writer chooses who reads; a client's comments are always shared */
  choosesAudience: boolean
  onSent: () => void
}

/** Where a comment is written. What was typed survives a reload and a refusal. */
export function CommentComposer({ org, subject, people, choosesAudience, onSent }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const { kind, id } = subject
  const words = conversationWords(subject)
  useEffect(() => setDraft(readDraft(id)), [id])
  // Text and person of a mention come one right after the other, so each change builds on the latest.
  const latest = useRef(draft)
  latest.current = draft
  const change = (next: Partial<Draft>) => {
    latest.current = { ...latest.current, ...next }
    setDraft(latest.current)
    keepDraft(id, latest.current)
  }

  const form = useActionForm({
    values: () => ({ body: toMarkup(draft.text, [...people, ...draft.picked]), shared: draft.shared }),
    action: (values: { body: string; shared: boolean }) => createComment(org, { [kind]: id, ...values }),
    onSuccess() {
      change(emptyDraft)
      announce(messages.sent)
      onSent()
      field.current?.focus()
    },
  })
  const { error } = form.field('body')
  const send = !choosesAudience ? words.send : draft.shared ? words.sendShared : words.sendInternal

  return (
    <form
      {...form.formProps}
      aria-label={words.label}
      className={classNames(
        'flex flex-col gap-2 border-t p-4',
        choosesAudience && (draft.shared ? 'bg-info-soft' : 'border-l-4 border-dashed border-l-line-strong bg-sunken'),
      )}
    >
      <FormProblemNotice {...form.notice} />
      <MentionTextarea
        field={field}
        name="body"
        aria-label={words.label}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'comment-error' : undefined}
        placeholder={people.length > 0 ? messages.placeholder : messages.placeholderPlain}
        rows={3}
        className="pr-9"
        text={draft.text}
        onText={(text) => change({ text })}
        people={people}
        onPick={(person) => change({ picked: [...latest.current.picked, person] })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          event.currentTarget.form?.requestSubmit()
        }}
      />
      {error && <FieldError id="comment-error">{error}</FieldError>}
      <div className="flex flex-wrap items-center justify-between gap-3">
        {choosesAudience ? (
          <Switch
            label={messages.share}
            hint={draft.shared ? messages.shareHint.on : messages.shareHint.off}
            checked={draft.shared}
            onChange={(event) => change({ shared: event.currentTarget.checked })}
          />
        ) : (
          <span />
        )}
        <SubmitButton pending={form.pending}>{send}</SubmitButton>
      </div>
    </form>
  )
}
