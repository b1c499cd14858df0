'use client'

import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { restChoices } from '@/components/shell/rest-choices'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Combobox } from '@/components/ui/combobox'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast-queue'
import { transferOwnership } from '@/lib/organizations/actions'
import { transfer as words } from '@/lib/organizations/messages'

type Props = { org: string; name: string; me: string | null }
type Row = { id: string; name: string; email: string; roles: { key: string }[] }

/** For the owner alone: gives the organization to somebody else. */
export function TransferCard({ org, name, me }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Card title={words.title} className="mt-6 max-w-4xl border-danger-line">
      <p className="mb-3 text-sm text-ink-muted">{words.text}</p>
      <Button onClick={() => setOpen(true)}>{words.open}</Button>
      {open && <TransferDialog org={org} name={name} me={me} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function TransferDialog({ org, name, me, onClose }: Props & { onClose: () => void }) {
  const id = useId()
  const router = useRouter()
  const find = restChoices<Row>(`${org}/members?status=active`, (row) => ({
    // A client’s contact cannot own it.
    value: row.roles.some(({ key }) => key === 'client') ? '' : row.id,
    label: row.name,
    hint: row.email,
  }))
  const form = useActionForm({
    action: (input: Parameters<typeof transferOwnership>[1]) => transferOwnership(org, input),
    onSuccess: ({ owner }) => {
      toast({ title: words.done(owner.name), tone: 'success' })
      onClose()
      router.refresh()
    },
  })
  return (
    <Dialog
      open
      title={words.dialogTitle(name)}
      description={words.description}
      onOpenChange={(next) => !next && onClose()}
      footer={
        <DialogFoot variant="danger" form={id} pending={form.pending}>
          {words.submit}
        </DialogFoot>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <Field {...form.field('member')} label={words.to} hint={words.toHint} required>
          {({ defaultValue: _, ...control }) => (
            <Combobox
              {...control}
              search={async (query, signal) => (await find(query, signal)).filter(({ value }) => value && value !== me)}
            />
          )}
        </Field>
        <Field {...form.field('password')} label={words.password} hint={words.passwordHint} required>
          {(control) => <Input {...control} type="password" autoComplete="current-password" />}
        </Field>
      </form>
    </Dialog>
  )
}
