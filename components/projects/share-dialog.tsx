'use client'

import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast-queue'
import { setProjectShares } from '@/lib/projects/actions'
import { messages } from '@/lib/projects/messages'
import type { ClientSees } from '@/lib/projects/schema'

type ShareDialogProps = {
  org: string
  project: string
  client: { id: string; name: string }
  contacts: readonly { id: string; name: string; email: string | null; hasLogin: boolean }[]
  sharedWith: readonly string[]
  /** null: as the organization says */
  clientSees: ClientSees | null
}

/** Decides which contacts of the client see a project. */
export function ShareDialog({ org, project, client, contacts, sharedWith, clientSees }: ShareDialogProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const router = useRouter()
  const { share } = messages
  const form = useActionForm({
    action: (given: { contactIds: string[]; clientSees: ClientSees | null }) =>
      setProjectShares(org, { project, ...given }),
    values: (element) => {
      const given = new FormData(element)
      return {
        contactIds: given.getAll('contactIds[]').map(String),
        clientSees: (given.get('clientSees') || null) as ClientSees | null,
      }
    },
    onSuccess: () => {
      toast({ title: share.saved, tone: 'success' })
      setOpen(false)
      router.refresh()
    },
  })
  const cancel = (
    <DialogClose>
      <Button>{messages.form.cancel}</Button>
    </DialogClose>
  )
  return (
    <Dialog
      title={share.title}
      description={share.description}
      open={open}
      onOpenChange={(next) => {
        form.reset()
        setOpen(next)
      }}
      trigger={<Button size="sm">{share.edit}</Button>}
      footer={
        contacts.length > 0 ? (
          <>
            {cancel}
            <Button variant="primary" type="submit" form={id} pending={form.pending}>
              {share.save}
            </Button>
          </>
        ) : (
          cancel
        )
      }
    >
      {contacts.length > 0 ? (
        <form {...form.formProps} id={id} className="flex flex-col gap-4">
          <FormProblemNotice {...form.notice} />
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-2 text-sm font-medium text-ink">{share.contacts}</legend>
            {contacts.map((contact) => (
              <Checkbox
                key={contact.id}
                name="contactIds[]"
                value={contact.id}
                label={contact.name}
                hint={[contact.email, contact.hasLogin ? null : share.noLogin].filter(Boolean).join(' · ') || undefined}
                defaultChecked={sharedWith.includes(contact.id)}
              />
            ))}
          </fieldset>
          <Field {...form.field('clientSees')} label={share.sees} required>
            {({ defaultValue: _, ...control }) => (
              <Select
                {...control}
                defaultValue={clientSees ?? ''}
                placeholder={share.asOrganization}
                options={Object.entries(share.levels).map(([value, label]) => ({ value, label }))}
              />
            )}
          </Field>
        </form>
      ) : (
        <p className="text-sm text-ink-muted">
          {share.noContacts}{' '}
          <ButtonLink variant="link" href={`/${org}/clients/${client.id}`}>
            {share.toClient}
          </ButtonLink>
        </p>
      )}
    </Dialog>
  )
}
