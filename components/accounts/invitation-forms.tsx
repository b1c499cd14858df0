'use client'

import { useRouter } from 'next/navigation'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { pages } from '@/lib/accounts/messages'
import { acceptAsNew, acceptInvitation } from '@/lib/invitations/actions'
import { prepareSignIn, signIn } from './sign-in'

/** Joining as somebody who is signed in. */
export function AcceptForm({ secret }: { secret: string }) {
  const router = useRouter()
  const form = useActionForm<{ slug: string }, object>({
    action: () => acceptInvitation({ secret }),
    onSuccess: ({ slug }) => router.push(`/${slug}`),
  })
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <SubmitButton pending={form.pending} wide>
        {pages.invitation.accept}
      </SubmitButton>
    </form>
  )
}

/** Joining as somebody new: the link has proved the address, a name and a password are all that is missing. */
export function JoinForm({ secret, email, name }: { secret: string; email: string; name: string }) {
  const form = useActionForm<{ slug: string; email: string }, { name: string; password: string }>({
    action: ({ name: typed = '', password = '' }) => acceptAsNew({ secret, name: typed, password }),
    initial: { name },
    onSuccess: async ({ slug }, element) => {
      const password = (element.elements.namedItem('password') as HTMLInputElement).value
      const answer = await signIn('credentials', { email, password, redirect: false }).catch(() => null)
      window.location.assign(answer?.ok ? `/${slug}` : `/sign-in?joined=1&email=${encodeURIComponent(email)}`)
    },
  })
  return (
    <form {...form.formProps} onFocus={prepareSignIn} className="flex flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <Field label={pages.signIn.email} required>
        {(control) => <Input {...control} type="email" value={email} readOnly autoComplete="username" />}
      </Field>
      <Field {...form.field('name')} label={pages.register.name} required>
        {(control) => <Input {...control} autoComplete="name" />}
      </Field>
      <Field {...form.field('password')} label={pages.register.password} hint={pages.register.passwordHint} required>
        {(control) => <Input {...control} type="password" autoComplete="new-password" />}
      </Field>
      <SubmitButton pending={form.pending} wide>
        {pages.invitation.accept}
      </SubmitButton>
    </form>
  )
}
