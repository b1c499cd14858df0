'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { requestReset, resetPassword, verifyEmail } from '@/lib/accounts/actions'
import { pages } from '@/lib/accounts/messages'

export function ForgotForm() {
  const [sentTo, setSentTo] = useState<string | null>(null)
  const form = useActionForm<{ email: string }, { email: string }>({
    action: requestReset,
    onSuccess: ({ email }) => setSentTo(email),
  })
  if (sentTo)
    return (
      <div role="status">
        <h2 className="text-base font-medium text-ink">{pages.forgot.doneTitle}</h2>
        <p className="mt-1 text-sm text-ink-muted">{pages.forgot.done(sentTo)}</p>
      </div>
    )
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('email')} label={pages.signIn.email} required>
        {(control) => <Input {...control} type="email" autoComplete="username" />}
      </Field>
      <SubmitButton pending={form.pending} wide>
        {pages.forgot.submit}
      </SubmitButton>
    </form>
  )
}

export function ResetForm({ secret }: { secret: string }) {
  const router = useRouter()
  const form = useActionForm<{ email: string }, { password: string }>({
    action: ({ password = '' }) => resetPassword({ secret, password }),
    onSuccess: () => router.push('/sign-in?reset=1'),
  })
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('password')} label={pages.signIn.password} hint={pages.register.passwordHint} required>
        {(control) => <Input {...control} type="password" autoComplete="new-password" />}
      </Field>
      <SubmitButton pending={form.pending} wide>
        {pages.reset.submit}
      </SubmitButton>
    </form>
  )
}

/** A click and not a mere visit confirms: mail scanners open links. */
export function VerifyForm({ secret }: { secret: string }) {
  const router = useRouter()
  const form = useActionForm<{ email: string }, object>({
    action: () => verifyEmail({ secret }),
    onSuccess: ({ email }) => router.push(`/sign-in?verified=1&email=${encodeURIComponent(email)}`),
  })
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <SubmitButton pending={form.pending} wide>
        {pages.verify.submit}
      </SubmitButton>
    </form>
  )
}
