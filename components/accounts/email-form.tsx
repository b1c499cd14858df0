'use client'

import { useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { requestEmailChange } from '@/lib/accounts/actions'
import { accountPages } from '@/lib/accounts/messages'

const words = accountPages.email

/** Asks for another address; it counts when the link in the mail to it is opened. */
export function EmailForm({ movingTo }: { movingTo: string | null }) {
  const [sentTo, setSentTo] = useState(movingTo)
  const form = useActionForm<{ email: string }, { email: string; password: string }>({
    action: requestEmailChange,
    onSuccess: ({ email }, element) => {
      setSentTo(email)
      element.reset()
    },
  })
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <p role="status" className="text-sm text-ink empty:hidden">
        {sentTo && words.waiting(sentTo)}
      </p>
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('email')} label={words.email} hint={words.hint} required>
        {(control) => <Input {...control} type="email" autoComplete="email" />}
      </Field>
      <Field {...form.field('password')} label={words.password} required>
        {(control) => <Input {...control} type="password" autoComplete="current-password" />}
      </Field>
      <div>
        <SubmitButton pending={form.pending}>{words.submit}</SubmitButton>
      </div>
    </form>
  )
}
