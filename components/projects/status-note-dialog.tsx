'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { messages as ui } from '@/components/ui/messages'
import { Textarea } from '@/components/ui/textarea'
import { messages, statusActions } from '@/lib/projects/messages'

type Props = {
  projectKey: string
  to: 'ON_HOLD' | 'COMPLETED'
  /** answers with the message to show, if it was refused */
  onConfirm: (note: string) => Promise<string | undefined>
  onClose: () => void
}

/** Asks why work rests, or what those who look after the project from now on must know. */
export default function StatusNoteDialog({ projectKey, to, onConfirm, onClose }: Props) {
  const words = messages.notes[to]
  const [note, setNote] = useState('')
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  async function confirm() {
    if (to === 'ON_HOLD' && !note.trim()) return setRefusal(words.missing)
    setPending(true)
    const message = await onConfirm(note.trim()).catch(() => messages.unreachable)
    setPending(false)
    if (message) setRefusal(message)
    else onClose()
  }
  return (
    <Dialog
      open
      title={words.title(projectKey)}
      description={words.text}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>{ui.actions.cancel}</Button>
          <Button variant="primary" pending={pending} onClick={() => void confirm()}>
            {statusActions[to]}
          </Button>
        </>
      }
    >
      <Field label={words.label} required={to === 'ON_HOLD'} error={refusal}>
        {({ name: _, defaultValue: __, ...control }) => (
          <Textarea
            {...control}
            rows={to === 'COMPLETED' ? 8 : 3}
            value={note}
            maxLength={10_000}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
    </Dialog>
  )
}
