'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { readForm } from '@/components/shell/read-form'
import { useActionForm } from '@/components/shell/use-action-form'
import { ButtonLink } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast-queue'
import { createClient } from '@/lib/clients/actions'
import { messages } from '@/lib/clients/messages'
import { ContactRows } from './contact-rows'
import { SimilarClients, type Typed, typedIn } from './similar-clients'

type NewClient = Parameters<typeof createClient>[1]

/** A row in which nothing was typed is no contact; what is wrong with the others is told where they stand. */
async function create(org: string, { contacts = [], ...fields }: NewClient) {
  const filled = contacts.flatMap((contact, row) => (Object.values(contact).some((value) => value !== '') ? [row] : []))
  const result = await createClient(org, { ...fields, contacts: filled.flatMap((row) => contacts[row] ?? []) })
  const errors = result.ok
    ? undefined
    : result.error.errors?.map((error) => ({
        ...error,
        path: error.path.replace(/^contacts\.(\d+)/, (_, sent: string) => `contacts.${filled[Number(sent)]}`),
      }))
  return result.ok || !errors ? result : { ...result, error: { ...result.error, errors } }
}

/** Adds a client with its first contacts. `next` is where one came from, such as a new project. */
export function NewClientForm({ org, next }: { org: string; next?: string }) {
  const router = useRouter()
  const form = useActionForm({
    action: (values: NewClient) => create(org, values),
    values: (element) => readForm(element) as NewClient,
    onSuccess: ({ id }, element) => {
      toast({ title: messages.created(new FormData(element).get('name')?.toString() ?? ''), tone: 'success' })
      router.push(next ? `${next}?client=${id}` : `/${org}/clients/${id}`)
    },
  })
  const { fields } = messages
  const [typed, setTyped] = useState<Typed>({ name: '', domains: '' })
  return (
    <form
      {...form.formProps}
      onInput={(event) => setTyped(typedIn(event.currentTarget))}
      className="flex max-w-2xl flex-col gap-5"
    >
      <FormProblemNotice {...form.notice} />
      <Field label={fields.name} required {...form.field('name')}>
        {(control) => <Input {...control} autoComplete="off" />}
      </Field>
      <SimilarClients org={org} typed={typed} />
      <Field label={fields.website} hint={fields.websiteHint} {...form.field('website')}>
        {(control) => <Input {...control} type="url" inputMode="url" autoComplete="off" />}
      </Field>
      <Field label={fields.notes} hint={fields.notesHint} {...form.field('notes')}>
        {(control) => <Textarea {...control} rows={3} />}
      </Field>
      <ContactRows field={form.field} error={form.problem?.errors?.find(({ path }) => path === 'contacts')?.message} />
      <div className="flex flex-wrap gap-2 border-t pt-4">
        <SubmitButton pending={form.pending}>{messages.create}</SubmitButton>
        <ButtonLink href={next ?? `/${org}/clients`}>{messages.cancel}</ButtonLink>
      </div>
    </form>
  )
}
