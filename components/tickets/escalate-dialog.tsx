'use client'

import { useRouter } from 'next/navigation'
import { useId } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast-queue'
import { escalateTicket } from '@/lib/tickets/actions'
import { messages } from '@/lib/tickets/messages'

type Props = { org: string; ticketId: string; level: number; onEnd: () => void }
const { escalate } = messages

/** Calls the next level, with a reason. */
export default function EscalateDialog({ org, ticketId, level, onEnd }: Props) {
  const id = useId()
  const router = useRouter()
  const who = messages.levels[level] ?? ''
  const form = useActionForm({
    action: (values: { reason: string }) => escalateTicket(org, { ticket: ticketId, ...values }),
    onSuccess: () => {
      toast({ title: escalate.done(who), tone: 'success' })
      router.refresh()
      onEnd()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onEnd()}
      title={escalate.title(who)}
      description={escalate.text}
      footer={
        <>
          <DialogClose>
            <Button>{messages.page.cancel}</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={id} pending={form.pending}>
            {escalate.submit}
          </Button>
        </>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <Field {...form.field('reason')} label={escalate.reason} required>
          {(control) => <Textarea {...control} rows={3} />}
        </Field>
      </form>
    </Dialog>
  )
}
