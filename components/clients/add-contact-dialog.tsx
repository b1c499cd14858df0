'use client'

import { UserPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { readForm } from '@/components/shell/read-form'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { toast } from '@/components/ui/toast-queue'
import { addContact } from '@/lib/clients/actions'
import { messages } from '@/lib/clients/messages'
import { ContactFields } from './contact-fields'

type NewContact = Omit<Parameters<typeof addContact>[1], 'client'>

/** Adds a person to a client. */
export function AddContactDialog({ org, client }: { org: string; client: string }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const router = useRouter()
  const form = useActionForm({
    action: (values: NewContact) => addContact(org, { client, ...values }),
    values: (element) => readForm(element) as NewContact,
    onSuccess: (_, element) => {
      toast({ title: messages.contactAdded(new FormData(element).get('name')?.toString() ?? ''), tone: 'success' })
      setOpen(false)
      router.refresh()
    },
  })
  return (
    <Dialog
      title={messages.addContact}
      open={open}
      onOpenChange={(next) => {
        form.reset()
        setOpen(next)
      }}
      trigger={
        <Button size="sm" icon={<UserPlus aria-hidden className="size-3.5" />}>
          {messages.addContact}
        </Button>
      }
      footer={
        <DialogFoot form={id} pending={form.pending}>
          {messages.addContact}
        </DialogFoot>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <ContactFields field={form.field} />
      </form>
    </Dialog>
  )
}
