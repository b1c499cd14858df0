'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import { AttachButton } from '@/components/attachments/attach-button'
import { UploadLines } from '@/components/attachments/upload-lines'
import { useUploads } from '@/components/attachments/use-uploads'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { restForm } from '@/components/shell/rest-form'
import { useActionForm } from '@/components/shell/use-action-form'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { FieldError } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { Switch } from '@/components/ui/switch'
import { messages as fileWords } from '@/lib/attachments/messages'
import { createComment } from '@/lib/comments/actions'
import { messages } from '@/lib/comments/messages'
import { ComposerFiles } from './composer-files'
import { type Draft, emptyDraft, keepDraft, readDraft } from './draft'
import { MentionTextarea } from './mention-textarea'
import { fromMarkup, type Person, toMarkup } from './mentions'
import { BlindMentions, ReadersLine, useReaders } from './readers-line'
import { conversationWords, type PlacedSubject } from './subject'

type Props = {
  org: string
  subject: PlacedSubject
  people: readonly Person[]
  locale: string
  /** whether the writer chooses who reads; a client's comments are always shared */
  choosesAudience: boolean
  /** the comment that is answered */
  parent?: { id: string; shared: boolean; author: { name: string } }
  onSent: () => void
  /** closes it without sending; a reply has that */
  onCancel?: () => void
}
type Sent = { body: string; shared: boolean; parent?: string; attachments: string[] }

/** Where a comment is written, and who will read it. What was typed survives a reload and a refusal. */
export function CommentComposer({ org, subject, people, locale, choosesAudience, parent, onSent, onCancel }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [begun, setBegun] = useState(false)
  const { kind, id } = subject
  const kept = parent ? `${id}:${parent.id}` : id
  const words = conversationWords(subject)
  useEffect(() => setDraft(readDraft(kept)), [kept])
  useEffect(() => {
    if (parent) field.current?.focus()
  }, [parent])
  // Text and person of a mention come one right after the other, so each change builds on the latest.
  const latest = useRef(draft)
  latest.current = draft
  const change = (next: Partial<Draft>) => {
    latest.current = { ...latest.current, ...next }
    setDraft(latest.current)
    keepDraft(kept, latest.current)
  }
  const uploads = useUploads(org, `${kind}s/${id}`, ({ id: file, name, contentType, size }) =>
    change({ files: [...latest.current.files, { id: file, name, contentType, size }] }),
  )

  const answersInternal = parent?.shared === false
  const shared = draft.shared && !answersInternal
  const known = [...people, ...draft.picked]
  const mentioned = choosesAudience ? fromMarkup(toMarkup(draft.text, known)).people.map((person) => person.id) : []
  const readers = useReaders(org, subject, mentioned, choosesAudience && (begun || draft.text !== ''))
  // Who works on it comes first; then everybody else who can be named.
  const near = new Set(people.map((person) => person.id))
  const offered = [...people, ...(readers?.colleagues ?? []).filter((person) => !near.has(person.id))]

  const form = useActionForm({
    values: (): Sent => ({
      body: toMarkup(draft.text, known).trim() || draft.files.map(({ name }) => name).join(', '),
      shared,
      parent: parent?.id,
      attachments: draft.files.map((file) => file.id),
    }),
    action: (values: Sent) => createComment(org, { [kind]: id, ...values }),
    onSuccess() {
      change(emptyDraft)
      announce(messages.sent)
      onSent()
      if (!parent) field.current?.focus()
    },
  })
  const error = form.field('body').error ?? form.field('attachments').error ?? form.field('parent').error
  const send = !choosesAudience ? words.send : shared ? words.sendShared : words.sendInternal
  const label = parent ? messages.replyTo(parent.author.name) : words.label
  const errorId = `comment-error-${kept}`

  return (
    <form
      {...form.formProps}
      {...uploads.dropProps}
      aria-label={label}
      onFocus={() => setBegun(true)}
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        if (!uploads.busy) return form.formProps.onSubmit(event)
        event.preventDefault()
        announce(fileWords.waiting)
      }}
      className={classNames(
        'flex flex-col gap-2 border-t p-4',
        choosesAudience && (shared ? 'bg-info-soft' : 'border-l-4 border-dashed border-l-line-strong bg-sunken'),
        uploads.over && 'outline-2 -outline-offset-2 outline-accent-text',
      )}
    >
      <FormProblemNotice {...form.notice} />
      <MentionTextarea
        field={field}
        name="body"
        aria-label={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? errorId : undefined}
        placeholder={people.length > 0 ? messages.placeholder : messages.placeholderPlain}
        rows={parent ? 2 : 3}
        className="pr-9"
        text={draft.text}
        onText={(text) => change({ text })}
        people={offered}
        onPick={(person) => change({ picked: [...latest.current.picked, person] })}
        onPaste={uploads.onPaste}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          event.currentTarget.form?.requestSubmit()
        }}
      />
      {error && <FieldError id={errorId}>{error}</FieldError>}
      <ComposerFiles
        org={org}
        files={draft.files}
        onRemove={(file) => {
          change({ files: latest.current.files.filter((one) => one.id !== file.id) })
          void restForm('DELETE', `${org}/attachments/${file.id}`, undefined).catch(() => null)
        }}
      />
      <UploadLines uploads={uploads} />
      {readers && readers.blind.length > 0 && <BlindMentions org={org} subject={subject} blind={readers.blind} />}
      {choosesAudience ? (
        <ReadersLine shared={shared} answersInternal={answersInternal} readers={readers} locale={locale} />
      ) : (
        <p className="text-xs text-ink-faint">{messages.readers.forClient}</p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 items-center gap-3">
          <AttachButton small onFiles={uploads.addAll} />
          {choosesAudience && !answersInternal && (
            <Switch
              label={messages.share}
              checked={draft.shared}
              onChange={(event) => change({ shared: event.currentTarget.checked })}
            />
          )}
        </div>
        <div className="ml-auto flex items-center gap-2">
          {onCancel && (
            <Button variant="ghost" onClick={onCancel}>
              {messages.cancel}
            </Button>
          )}
          <SubmitButton pending={form.pending || uploads.busy}>{send}</SubmitButton>
        </div>
      </div>
    </form>
  )
}
