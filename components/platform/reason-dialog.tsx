'use client'

import { useRouter } from 'next/navigation'
import { useId } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast-queue'
import type { Result } from '@/lib/core/result'
import { messages } from '@/lib/platform/messages'

type Given = { reason: string; password?: string }
type Props = {
  /** the verb, and what will happen */
  words: [verb: string, text: string]
  about: string
  done: string
  /** who reads the reason */
  hint: string
  danger?: boolean
  /** asks for one's own password too */
  password?: boolean
  act: (given: Given) => Promise<Result<unknown>>
  onClose: () => void
}

/** Asks why, and does it. */
export function ReasonDialog({ words: [verb, text], about, done, hint, danger, password, act, onClose }: Props) {
  const id = useId()
  const router = useRouter()
  const form = useActionForm<unknown, Given>({
    action: act,
    onSuccess: () => {
      toast({ title: done, tone: 'success' })
      onClose()
      router.refresh()
    },
  })
  return (
    <Dialog
      open
      title={`${verb}: ${about}`}
      description={text}
      onOpenChange={(next) => !next && onClose()}
      footer={
        <DialogFoot variant={danger ? 'danger' : 'primary'} form={id} pending={form.pending}>
          {verb}
        </DialogFoot>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <Field {...form.field('reason')} label={messages.reason} hint={hint} required>
          {(control) => <Input {...control} maxLength={500} />}
        </Field>
        {password && (
          <Field {...form.field('password')} label={messages.password} hint={messages.passwordHint} required>
            {(control) => <Input {...control} type="password" autoComplete="current-password" />}
          </Field>
        )}
      </form>
    </Dialog>
  )
}
