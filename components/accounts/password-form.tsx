'use client'

import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { toast } from '@/components/ui/toast-queue'
import { changePassword } from '@/lib/accounts/actions'
import { accountPages, pages } from '@/lib/accounts/messages'

const words = accountPages.password

/** A new password for whoever knows the old one. */
export function PasswordForm({ email }: { email: string }) {
  const form = useActionForm<object, { password: string; newPassword: string }>({
    action: ({ password, newPassword }) => changePassword({ password, newPassword }),
    onSuccess: (_, element) => {
      element.reset()
      toast({ title: words.done, description: words.doneText, tone: 'success' })
    },
  })
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      {/* Password managers look here for whose password changes. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} hidden readOnly />
      <Field {...form.field('password')} label={words.current} required>
        {(control) => <Input {...control} type="password" autoComplete="current-password" />}
      </Field>
      <Field {...form.field('newPassword')} label={words.next} hint={pages.register.passwordHint} required>
        {(control) => <Input {...control} type="password" autoComplete="new-password" />}
      </Field>
      <div>
        <SubmitButton pending={form.pending}>{words.submit}</SubmitButton>
      </div>
    </form>
  )
}
