'use client'

import { useRef, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { moneyText } from '@/components/shell/money-text'
import { useActionForm } from '@/components/shell/use-action-form'
import { useShortcut } from '@/components/shell/use-shortcut'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Kbd } from '@/components/ui/kbd'
import { Textarea } from '@/components/ui/textarea'
import type { Result } from '@/lib/core/result'
import { decidePayment } from '@/lib/payments/actions'
import { messages } from '@/lib/payments/messages'
import type { Payment } from '@/lib/payments/queries'

type Decided = { id: string; status: 'VERIFIED' | 'REJECTED'; projectActivated: boolean }
/** `null`: somebody else decided before. */
export type Decision = Decided | null

type DecisionButtonsProps = {
  org: string
  payment: Payment
  locale: string
  onDecided: (payment: Payment, decision: Decision) => void
}

/** Verify and Reject, with `v` and `r`; both ask once more, because a decision cannot be taken back. */
export function DecisionButtons({ org, payment, locale, onDecided }: DecisionButtonsProps) {
  const { queue } = messages
  const [asking, setAsking] = useState<'VERIFIED' | 'REJECTED' | null>(null)
  useShortcut({ keys: 'v', label: queue.verify, group: queue.shortcuts }, () => setAsking('VERIFIED'))
  useShortcut({ keys: 'r', label: queue.reject, group: queue.shortcuts }, () => setAsking('REJECTED'))
  const confirm = useRef<HTMLButtonElement>(null)

  const form = useActionForm<Decision, string | undefined>({
    action: async (reason): Promise<Result<Decision>> => {
      const decision = asking ?? 'VERIFIED'
      const result = await decidePayment(org, {
        payment: payment.id,
        decision,
        ...(reason !== undefined && { reason }),
      })
      // not a failure of this person: the list only has to catch up
      return !result.ok && result.error.code === 'ALREADY_DECIDED' ? { ok: true, data: null } : result
    },
    values: (element) => new FormData(element).get('reason')?.toString(),
    onSuccess: (decision) => {
      setAsking(null)
      onDecided(payment, decision)
    },
  })
  const amount = moneyText(payment.amount, locale)
  const { key } = payment.project
  const rejecting = asking === 'REJECTED'

  return (
    <>
      <Button aria-keyshortcuts="r" onClick={() => setAsking('REJECTED')}>
        {queue.reject}
        <KeyHint name="R" />
      </Button>
      <Button variant="primary" aria-keyshortcuts="v" onClick={() => setAsking('VERIFIED')}>
        {queue.verify}
        <KeyHint name="V" />
      </Button>
      <Dialog
        size="sm"
        open={asking !== null}
        onOpenChange={(open) => {
          if (open || form.pending) return
          form.reset()
          setAsking(null)
        }}
        initialFocus={rejecting ? undefined : confirm}
        title={rejecting ? queue.rejectTitle(amount, key) : queue.verifyTitle(amount, key)}
        description={rejecting ? queue.rejectText : queue.verifyText}
        footer={
          <>
            <DialogClose>
              <Button>{messages.cancel}</Button>
            </DialogClose>
            <Button
              ref={confirm}
              type="submit"
              form="decision"
              variant={rejecting ? 'danger' : 'primary'}
              pending={form.pending}
            >
              {rejecting ? queue.rejectConfirm : queue.verifyConfirm}
            </Button>
          </>
        }
      >
        <form {...form.formProps} id="decision" className="flex flex-col gap-3">
          <FormProblemNotice {...form.notice} />
          {rejecting && (
            <Field label={queue.reasonLabel} hint={queue.reasonHint} required {...form.field('reason')}>
              {(control) => <Textarea {...control} rows={3} maxLength={1_000} />}
            </Field>
          )}
        </form>
      </Dialog>
    </>
  )
}

/** Said by `aria-keyshortcuts` to those who do not see it; of no use without a keyboard. */
const KeyHint = ({ name }: { name: string }) => (
  <span aria-hidden="true" className="pointer-coarse:hidden">
    <Kbd keys={[name]} />
  </span>
)
