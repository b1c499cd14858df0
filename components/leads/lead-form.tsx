'use client'

import { useRouter } from 'next/navigation'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { readForm } from '@/components/shell/read-form'
import { useActionForm } from '@/components/shell/use-action-form'
import { ButtonLink } from '@/components/ui/button'
import { DateInput } from '@/components/ui/date-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { MoneyInput } from '@/components/ui/money-input'
import { Select, type SelectOption } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast-queue'
import { createLead, updateLead } from '@/lib/leads/actions'
import { messages } from '@/lib/leads/messages'
import type { Lead } from '@/lib/leads/queries'

type Values = Parameters<typeof createLead>[1]
type Props = { org: string; currency: string; owners: SelectOption[]; lead?: Lead }

/** Adds a lead, or edits the one given; a stale edit is told and nothing is overwritten. */
export function LeadForm({ org, currency, owners, lead }: Props) {
  const router = useRouter()
  const form = useActionForm({
    action: (values: Values) =>
      lead ? updateLead(org, { lead: lead.id, version: lead.version, ...values }) : createLead(org, values),
    values: (element) => {
      const { notes, contactName, source, ...values } = readForm(element, { empty: 'null' })
      // These three are texts that may be empty, not facts that may be missing.
      return { ...values, notes: notes ?? '', contactName: contactName ?? '', source: source ?? '' } as Values
    },
    initial: lead && {
      company: lead.company,
      contactName: lead.contactName,
      email: lead.email,
      phone: lead.phone,
      website: lead.website,
      source: lead.source,
      valueMinor: lead.value?.amount,
      followUpOn: lead.followUpOn,
      notes: lead.notes,
      ownerId: lead.owner.id,
    },
    onSuccess: ({ id }, element) => {
      const company = new FormData(element).get('company')?.toString() ?? ''
      toast({ title: lead ? messages.saved : messages.created(company), tone: 'success' })
      router.push(`/${org}/leads/${id}`)
      router.refresh()
    },
  })
  const { fields } = messages
  return (
    <form {...form.formProps} className="flex max-w-2xl flex-col gap-5">
      <FormProblemNotice {...form.notice} />
      <Field label={fields.company} required {...form.field('company')}>
        {(control) => <Input {...control} autoComplete="off" />}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={fields.contactName} {...form.field('contactName')}>
          {(control) => <Input {...control} autoComplete="off" />}
        </Field>
        <Field label={fields.email} {...form.field('email')}>
          {(control) => <Input {...control} type="email" autoComplete="off" />}
        </Field>
        <Field label={fields.phone} {...form.field('phone')}>
          {(control) => <Input {...control} type="tel" autoComplete="off" />}
        </Field>
        <Field label={fields.website} hint={fields.websiteHint} {...form.field('website')}>
          {(control) => <Input {...control} type="url" inputMode="url" autoComplete="off" />}
        </Field>
        <Field label={fields.value} hint={fields.valueHint} {...form.field('valueMinor')}>
          {(control) => <MoneyInput {...control} currency={lead?.value?.currency ?? currency} />}
        </Field>
        <Field label={fields.followUp} {...form.field('followUpOn')}>
          {(control) => <DateInput {...control} />}
        </Field>
        <Field label={fields.source} hint={fields.sourceHint} {...form.field('source')}>
          {(control) => <Input {...control} autoComplete="off" />}
        </Field>
        {owners.length > 0 && (
          <Field label={fields.owner} required {...form.field('ownerId')}>
            {(control) => <Select {...control} options={owners} />}
          </Field>
        )}
      </div>
      <Field label={fields.notes} {...form.field('notes')}>
        {(control) => <Textarea {...control} rows={5} />}
      </Field>
      <div className="flex flex-wrap gap-2 border-t pt-4">
        <SubmitButton pending={form.pending}>{lead ? messages.save : messages.create}</SubmitButton>
        <ButtonLink href={lead ? `/${org}/leads/${lead.id}` : `/${org}/leads`}>{messages.cancel}</ButtonLink>
      </div>
    </form>
  )
}
