'use client'

import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast-queue'
import { archiveOrganization } from '@/lib/organizations/actions'
import { archive as words } from '@/lib/organizations/messages'
import { deletedAfterDays } from '@/lib/organizations/policy'

type Props = { org: string; name: string }

/** For the owner alone: puts the organization away. */
export function ArchiveCard({ org, name }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Card title={words.title} className="mt-6 max-w-4xl border-danger-line">
      <p className="mb-3 text-sm text-ink-muted">{words.text(deletedAfterDays)}</p>
      <Button variant="danger" onClick={() => setOpen(true)}>
        {words.open}
      </Button>
      {open && <ArchiveDialog org={org} name={name} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function ArchiveDialog({ org, name, onClose }: Props & { onClose: () => void }) {
  const id = useId()
  const router = useRouter()
  const form = useActionForm({
    action: (input: Parameters<typeof archiveOrganization>[1]) => archiveOrganization(org, input),
    onSuccess: () => {
      toast({ title: words.done(name), tone: 'success' })
      router.push(`/choose-organization?closed=${org}`)
    },
  })
  return (
    <Dialog
      open
      title={words.dialogTitle(name)}
      description={words.description(deletedAfterDays)}
      onOpenChange={(next) => !next && onClose()}
      footer={
        <DialogFoot variant="danger" form={id} pending={form.pending}>
          {words.submit}
        </DialogFoot>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <Field {...form.field('reason')} label={words.reason} hint={words.reasonHint}>
          {(control) => <Input {...control} maxLength={500} />}
        </Field>
        <Field {...form.field('password')} label={words.password} hint={words.passwordHint} required>
          {(control) => <Input {...control} type="password" autoComplete="current-password" />}
        </Field>
      </form>
    </Dialog>
  )
}
