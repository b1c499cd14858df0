'use client'

import { useRouter } from 'next/navigation'
import { errorUnder } from '@/components/shell/error-under'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { type FormValues, readForm } from '@/components/shell/read-form'
import { contentOf, restForm } from '@/components/shell/rest-form'
import { useActionForm } from '@/components/shell/use-action-form'
import { ButtonLink } from '@/components/ui/button'
import { DateInput } from '@/components/ui/date-input'
import { Field } from '@/components/ui/field'
import { FileDrop } from '@/components/ui/file-drop'
import { Input } from '@/components/ui/input'
import { MoneyInput } from '@/components/ui/money-input'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast-queue'
import { messages, methodWords } from '@/lib/payments/messages'

const MAX_PROOF = 10 * 1024 * 1024
const methods = Object.entries(methodWords).map(([value, label]) => ({ value, label }))

type RecordPaymentFormProps = {
  org: string
  project: string
  currency: string
  /** as `2026-11-20` */
  today: string
  /** what is still to be paid, in words */
  hint?: string
}

/** Records money towards a project. The proof goes with it as JSON, because it may be larger than an action takes. */
export function RecordPaymentForm({ org, project, currency, today, hint }: RecordPaymentFormProps) {
  const router = useRouter()
  const back = `/${org}/projects/${project}/payments`
  const form = useActionForm({
    action: async ({ amount, proof, ...rest }: FormValues) =>
      restForm<{ id: string }>('POST', `${org}/projects/${project}/payments`, {
        ...rest,
        amount: { amount, currency },
        ...(proof instanceof File && { proof: { name: proof.name, contentBase64: await contentOf(proof) } }),
      }),
    values: (element) => readForm(element),
    initial: { paidOn: today },
    onSuccess: () => {
      toast({ title: messages.recorded, description: messages.recordedText, tone: 'success' })
      router.push(back)
      router.refresh()
    },
  })
  const { fields } = messages
  return (
    <form {...form.formProps} className="flex max-w-2xl flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={fields.amount} name="amount" required hint={hint} error={errorUnder(form.problem, 'amount')}>
          {({ defaultValue: _, ...control }) => <MoneyInput {...control} currency={currency} />}
        </Field>
        <Field label={fields.method} required {...form.field('method')}>
          {(control) => <Select {...control} options={methods} placeholder={fields.methodChoose} />}
        </Field>
        <Field label={fields.reference} hint={fields.referenceHint} required {...form.field('reference')}>
          {(control) => <Input {...control} autoComplete="off" />}
        </Field>
        <Field label={fields.paidOn} required {...form.field('paidOn')}>
          {(control) => <DateInput {...control} />}
        </Field>
      </div>
      <Field label={fields.note} hint={fields.noteHint} {...form.field('note')}>
        {(control) => <Textarea {...control} rows={3} />}
      </Field>
      <FileDrop
        id="proof"
        label={fields.proof}
        name="proof"
        accept="application/pdf,image/*"
        maxSize={MAX_PROOF}
        hint={fields.proofHint}
        error={errorUnder(form.problem, 'proof')}
      />
      <div className="flex flex-wrap gap-2 border-t pt-4">
        <SubmitButton pending={form.pending}>{messages.record}</SubmitButton>
        <ButtonLink href={back}>{messages.cancel}</ButtonLink>
      </div>
    </form>
  )
}
