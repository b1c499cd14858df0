'use client'

import { useId } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { removePasskey, renamePasskey } from '@/lib/accounts/actions'
import { accountPages } from '@/lib/accounts/messages'

const words = accountPages.passkeys
type Props = { passkey: { id: string; name: string }; onClose: () => void; onDone: () => void }

export function RenamePasskey({ passkey, onClose, onDone }: Props) {
  const id = useId()
  const form = useActionForm<object, { name: string }>({
    action: ({ name }) => renamePasskey({ passkey: passkey.id, name }),
    initial: { name: passkey.name },
    onSuccess: onDone,
  })
  return (
    <Dialog
      open
      size="sm"
      title={words.renameTitle(passkey.name)}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <DialogFoot form={id} pending={form.pending}>
          {words.save}
        </DialogFoot>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <Field {...form.field('name')} label={words.name} required>
          {(control) => <Input {...control} maxLength={60} autoComplete="off" />}
        </Field>
      </form>
    </Dialog>
  )
}

/** @param last no factor is left afterwards */
export function RemovePasskey({ passkey, last, onClose, onDone }: Props & { last: boolean }) {
  const id = useId()
  const form = useActionForm<object, { password: string }>({
    action: ({ password }) => removePasskey({ passkey: passkey.id, password }),
    onSuccess: onDone,
  })
  return (
    <Dialog
      open
      size="sm"
      title={words.removeTitle(passkey.name)}
      description={last ? `${words.removeText} ${words.removeLast}` : words.removeText}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <DialogFoot form={id} variant="danger" pending={form.pending}>
          {words.remove}
        </DialogFoot>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <Field {...form.field('password')} label={words.password} required>
          {(control) => <Input {...control} type="password" autoComplete="current-password" />}
        </Field>
      </form>
    </Dialog>
  )
}
