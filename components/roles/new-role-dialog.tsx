'use client'

import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select, type SelectOption } from '@/components/ui/select'
import { toast } from '@/components/ui/toast-queue'
import { createRole, duplicateRole } from '@/lib/roles/actions'
import { messages } from '@/lib/roles/messages'

type Values = { name: string; from?: string }

type Props = {
  org: string
  /** what one can start from, where that is chosen here */
  from?: readonly SelectOption[]
  /** the role that it is like, where that is settled */
  like?: { id: string; name: string }
}

/** Makes a role, with nothing or from another one, and leads to it. */
export function NewRoleDialog({ org, from = [], like }: Props) {
  const words = messages.create
  const copy = messages.duplicate
  const [open, setOpen] = useState(false)
  const id = useId()
  const router = useRouter()
  const form = useActionForm({
    action: ({ name = '', from: role = like?.id }: Values) =>
      role ? duplicateRole(org, { role, name }) : createRole(org, { name }),
    initial: like && { name: copy.proposal(like.name).slice(0, 60) },
    onSuccess: ({ id: made }, element) => {
      toast({ title: words.done(String(new FormData(element).get('name'))), tone: 'success' })
      router.push(`/${org}/roles/${made}`)
    },
  })
  return (
    <Dialog
      title={like ? copy.title(like.name) : words.title}
      description={like ? copy.description : words.description}
      open={open}
      onOpenChange={(next) => {
        form.reset()
        setOpen(next)
      }}
      trigger={like ? <Button>{copy.open}</Button> : <Button variant="primary">{words.open}</Button>}
      footer={
        <DialogFoot form={id} pending={form.pending}>
          {words.submit}
        </DialogFoot>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <Field label={messages.fields.name} hint={messages.fields.nameHint} required {...form.field('name')}>
          {(control) => <Input {...control} maxLength={60} autoComplete="off" />}
        </Field>
        {!like && (
          <Field label={words.from} required {...form.field('from')}>
            {(control) => <Select {...control} placeholder={words.empty} options={from} />}
          </Field>
        )}
      </form>
    </Dialog>
  )
}
