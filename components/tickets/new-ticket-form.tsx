'use client'

import { useRouter } from 'next/navigation'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { ButtonLink } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast-queue'
import { openTicket } from '@/lib/tickets/actions'
import { messages } from '@/lib/tickets/messages'
import type { TicketPriority } from '@/lib/tickets/schema'

type Props = {
  org: string
  /** projects that one may ask about, by key */
  projects: readonly { value: string; label: string }[]
  project: string
}
type Values = Parameters<typeof openTicket>[1]
const { fields, new: words } = messages
const priorities = Object.keys(messages.priorities) as TicketPriority[]

/** Asks for help with a project. */
export function NewTicketForm({ org, projects, project }: Props) {
  const router = useRouter()
  const form = useActionForm({
    action: (values: Values) => openTicket(org, values),
    initial: { project },
    onSuccess: ({ key }) => {
      toast({ title: words.opened(key), tone: 'success' })
      router.push(`/${org}/tickets/${key}`)
    },
  })
  return (
    <form {...form.formProps} className="flex max-w-2xl flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('project')} label={words.project} required>
        {(control) => (
          <Select {...control} options={projects} placeholder={projects.length > 1 ? words.chooseProject : undefined} />
        )}
      </Field>
      <Field {...form.field('title')} label={fields.title} hint={words.titleHint} required>
        {(control) => <Input {...control} autoComplete="off" maxLength={200} />}
      </Field>
      <Field {...form.field('description')} label={fields.description} hint={words.descriptionHint}>
        {(control) => <Textarea {...control} rows={6} />}
      </Field>
      <RadioGroup
        label={fields.priority}
        name="priority"
        defaultValue="MEDIUM"
        options={priorities.map((value) => ({
          value,
          label: messages.priorities[value],
          hint: words.priorityHint[value],
        }))}
      />
      <div className="flex flex-wrap gap-2 border-t pt-4">
        <SubmitButton pending={form.pending}>{words.submit}</SubmitButton>
        <ButtonLink href={`/${org}/tickets`}>{words.cancel}</ButtonLink>
      </div>
    </form>
  )
}
