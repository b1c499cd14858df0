'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { readForm } from '@/components/shell/read-form'
import { useActionForm } from '@/components/shell/use-action-form'
import { ButtonLink } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast-queue'
import type { Choice } from '@/components/ui/use-choices'
import { createProject } from '@/lib/projects/actions'
import { messages } from '@/lib/projects/messages'
import { type ChoiceList, clientSource, colleagueSource } from './choices'
import { FormSection } from './form-section'
import { KeyField } from './key-field'
import { MoneyFields, type MoneyFieldsProps } from './money-fields'
import { newProjectOf } from './project-values'
import { TimelineFields } from './timeline-fields'

type NewProject = Parameters<typeof createProject>[1]

export type NewProjectFormProps = Omit<MoneyFieldsProps, 'problem' | 'start'> & {
  org: string
  currency: string
  clients: ChoiceList
  client: Choice | null
  mayAddClient: boolean
  /** null for one who may not see members */
  colleagues: ChoiceList | null
}

/** Creates a project for a client. Everything is refused or accepted by the server; what was typed stays. */
export function NewProjectForm({ org, currency, clients, colleagues, mayAddClient, ...rest }: NewProjectFormProps) {
  const router = useRouter()
  const [title, setTitle] = useState('')
  const [client, setClient] = useState(rest.client)
  const form = useActionForm({
    action: (values: NewProject) => createProject(org, values),
    values: (element) => newProjectOf(readForm(element)) as unknown as NewProject,
    onSuccess: ({ key }) => {
      toast({ title: messages.form.created(key), tone: 'success' })
      router.push(`/${org}/projects/${key}`)
    },
  })
  const words = messages.form
  const clientField = form.field('clientId')
  const people = colleagues && colleagueSource(org, colleagues)

  return (
    <form {...form.formProps} className="flex max-w-5xl flex-col gap-6">
      <FormProblemNotice {...form.notice} />
      <div className="grid max-w-2xl gap-4 sm:grid-cols-[minmax(0,1fr)_9rem]">
        <Field
          {...clientField}
          label={words.client}
          required
          error={clientField.error && !client ? words.clientMissing : clientField.error}
          className="sm:col-span-2"
          aside={
            mayAddClient && (
              <ButtonLink variant="link" href={`/${org}/clients/new?for=project`}>
                {words.newClient}
              </ButtonLink>
            )
          }
        >
          {({ defaultValue: _, ...control }) => (
            <Combobox {...control} {...clientSource(org, clients)} value={client} onValueChange={setClient} />
          )}
        </Field>
        <Field {...form.field('title')} label={words.title} required>
          {(control) => (
            <Input {...control} autoComplete="off" onChange={(event) => setTitle(event.currentTarget.value)} />
          )}
        </Field>
        <KeyField title={title} error={form.field('key').error} problem={form.problem} />
        <Field {...form.field('description')} label={words.description} className="sm:col-span-2">
          {(control) => <Textarea {...control} rows={3} />}
        </Field>
      </div>
      <FormSection title={words.money}>
        <MoneyFields
          {...rest}
          problem={form.problem}
          start={{ currency, cost: null, discountKind: 'amount', discount: null, taxRate: null, requiredShare: null }}
        />
      </FormSection>
      <FormSection title={words.timeline}>
        <TimelineFields field={form.field} />
      </FormSection>
      {people && (
        <FormSection title={words.people}>
          <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
            <Field {...form.field('managerId')} label={words.manager} hint={words.managerHint}>
              {({ defaultValue: _, ...control }) => <Combobox {...control} {...people} placeholder={words.nobody} />}
            </Field>
            <Field {...form.field('verifierId')} label={words.verifier} hint={words.verifierHint}>
              {({ defaultValue: _, ...control }) => <Combobox {...control} {...people} placeholder={words.nobody} />}
            </Field>
          </div>
        </FormSection>
      )}
      <FormSection title={words.status}>
        <RadioGroup
          hideLabel
          label={words.status}
          name="status"
          defaultValue="DRAFT"
          options={[
            { value: 'DRAFT', label: words.draft, hint: words.draftHint },
            { value: 'AWAITING_PAYMENT', label: words.awaiting, hint: words.awaitingHint },
          ]}
        />
      </FormSection>
      <div className="flex flex-wrap gap-2 border-t pt-4">
        <SubmitButton pending={form.pending}>{words.create}</SubmitButton>
        <ButtonLink href={`/${org}/projects`}>{words.cancel}</ButtonLink>
      </div>
    </form>
  )
}
