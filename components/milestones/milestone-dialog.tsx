'use client'

import { useRouter } from 'next/navigation'
import { useId } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { callAction } from '@/components/shell/call-action'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { restForm } from '@/components/shell/rest-form'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast-queue'
import type { Result } from '@/lib/core/result'
import { createMilestone, deleteMilestone, updateMilestone } from '@/lib/milestones/actions'
import { messages } from '@/lib/milestones/messages'
import type { ShownMilestone } from './milestone-card'

type Props = { org: string; project: string; milestone: ShownMilestone | null; onClose: () => void }
type Values = { title: string; description: string; dueOn: string | null }

/** Adds a milestone, or changes one; a deleted one can be brought back by the message. */
export default function MilestoneDialog({ org, project, milestone, onClose }: Props) {
  const router = useRouter()
  const id = useId()
  const form = useActionForm({
    initial: { title: milestone?.title, description: milestone?.description, dueOn: milestone?.dueOn },
    values: (element: HTMLFormElement): Values => {
      const data = new FormData(element)
      const text = (name: string) => String(data.get(name) ?? '')
      return { title: text('title'), description: text('description'), dueOn: text('dueOn') || null }
    },
    action: (values: Values): Promise<Result<unknown>> =>
      milestone
        ? updateMilestone(org, { project, milestone: milestone.id, version: milestone.version, ...values })
        : createMilestone(org, { project, ...values }),
    onSuccess(_, element) {
      toast({ title: messages.saved(String(new FormData(element).get('title'))), tone: 'success' })
      onClose()
      router.refresh()
    },
  })

  async function remove(one: ShownMilestone) {
    const result = await callAction(() => deleteMilestone(org, { project, milestone: one.id }))
    if (!result.ok) return toastProblem(result.error, { org, type: 'project', id: project })
    onClose()
    router.refresh()
    toast({
      title: messages.deleted(one.title),
      undo: async () => {
        const path = `${org}/projects/${project}/milestones/${one.id}/restore`
        const back = await restForm('POST', path, {}).catch(() => null)
        if (back?.ok) toast({ title: messages.restored(one.title), tone: 'success' })
        else if (back) toastProblem(back.error, { org, type: 'project', id: project })
        router.refresh()
      },
    })
  }
  return (
    <Dialog
      open
      title={milestone ? messages.editTitle : messages.addTitle}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          {milestone && (
            <Button variant="ghost" className="mr-auto text-danger-text!" onClick={() => void remove(milestone)}>
              {messages.delete}
            </Button>
          )}
          <DialogFoot form={id} pending={form.pending}>
            {messages.save}
          </DialogFoot>
        </>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <Field label={messages.fields.title} required {...form.field('title')}>
          {(control) => <Input {...control} maxLength={160} autoComplete="off" />}
        </Field>
        <Field label={messages.fields.dueOn} {...form.field('dueOn')}>
          {(control) => <Input {...control} type="date" />}
        </Field>
        <Field label={messages.fields.description} {...form.field('description')}>
          {(control) => <Textarea {...control} rows={3} />}
        </Field>
      </form>
    </Dialog>
  )
}
