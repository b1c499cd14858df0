'use client'

import { useId } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast-queue'
import type { Result } from '@/lib/core/result'
import { createView, updateView } from '@/lib/views/actions'
import { messages } from '@/lib/views/messages'
import type { SavedView } from '@/lib/views/queries'

type Props = {
  org: string
  project: string
  /** null to keep `query` under a new name */
  view: SavedView | null
  query: string
  mayShare: boolean
  onClose: (saved: boolean) => void
}

/** Names a view and says whom it is for. */
export function ViewDialog({ org, project, view, query, mayShare, onClose }: Props) {
  const id = useId()
  const form = useActionForm({
    initial: { name: view?.name },
    values: (element: HTMLFormElement) => {
      const data = new FormData(element)
      return { name: String(data.get('name') ?? ''), shared: data.get('shared') !== null }
    },
    action: (values: { name: string; shared: boolean }): Promise<Result<unknown>> =>
      view
        ? updateView(org, { project, view: view.id, version: view.version, ...values })
        : createView(org, { project, query, ...values }),
    onSuccess(_, element) {
      toast({ title: messages.saved(String(new FormData(element).get('name'))), tone: 'success' })
      onClose(true)
    },
  })
  return (
    <Dialog
      open
      size="sm"
      title={view ? messages.renameTitle : messages.saveTitle}
      onOpenChange={(open) => !open && onClose(false)}
      footer={
        <DialogFoot form={id} pending={form.pending}>
          {messages.saveButton}
        </DialogFoot>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <Field label={messages.name} required {...form.field('name')}>
          {(control) => <Input {...control} maxLength={60} autoComplete="off" />}
        </Field>
        {mayShare && <Checkbox name="shared" label={messages.share} defaultChecked={view?.shared} />}
      </form>
    </Dialog>
  )
}
