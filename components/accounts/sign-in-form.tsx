'use client'

import { useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { SubmitButton } from '@/components/ui/submit-button'
import { useHydrated } from '@/components/ui/use-hydrated'
import { pages, signInProblems } from '@/lib/accounts/messages'
import type { Result } from '@/lib/core/result'
import { PasskeyButton } from './passkey-button'
import { ProviderButtons } from './provider-buttons'
import { prepareSignIn, signIn } from './sign-in'

type Credentials = { email: string; password: string; code?: string; newPassword?: string; ticket?: string }

/** next-auth's answer as a Result; its error is one of our codes. */
async function attempt({
  email = '',
  password = '',
  code = '',
  newPassword = '',
  ticket = '',
}: Partial<Credentials>): Promise<Result<null>> {
  const refusal = newPassword && ownPasswordProblem(newPassword, password)
  if (refusal) return refusedAt('newPassword', refusal)
  const answer = await signIn('credentials', { email, password, code, newPassword, ticket, redirect: false })
  if (answer?.ok) return { ok: true, data: null }
  const problem = answer?.error ?? 'INTERNAL'
  return {
    ok: false,
    error: { code: problem, message: signInProblems[problem] ?? (signInProblems.INTERNAL as string) },
  }
}

const ownPasswordProblem = (own: string, temporary: string): string | undefined =>
  own.length < 15 ? pages.register.passwordHint : own === temporary ? signInProblems.SAME_PASSWORD : undefined

const refusedAt = (path: string, message: string): Result<null> => ({
  ok: false,
  error: { code: 'INVALID', message, errors: [{ path, code: 'invalid', message }] },
})

/** Leaves for the page one wanted; a full load, so that nothing of the visitor before stays. */
const leave = (to: string) => window.location.assign(to)

export function SignInForm({
  to,
  email,
  ticket,
  refusal,
  providers,
  demo,
}: {
  to: string
  email?: string
  /** of somebody who came from a login elsewhere and has yet to enter a code */
  ticket?: string
  /** why a login elsewhere did not open the door */
  refusal?: string
  providers: { id: string; name: string }[]
  demo?: { password: string; logins: readonly { email: string; role: string }[] }
}) {
  const [asksCode, setAsksCode] = useState(ticket !== undefined)
  const [asksOwn, setAsksOwn] = useState(false)
  const [passkeyRefusal, setPasskeyRefusal] = useState<string>()
  const form = useActionForm<null, Credentials>({
    action: async (given) => {
      const answer = await attempt({ ...given, ticket })
      if (!answer.ok && answer.error.code === 'CODE_REQUIRED') setAsksCode(true)
      if (!answer.ok && answer.error.code === 'NEW_PASSWORD_REQUIRED') setAsksOwn(true)
      return answer
    },
    initial: { email },
    onSuccess: () => leave(to),
  })
  const words = pages.signIn
  return (
    <>
      <form {...form.formProps} onFocus={prepareSignIn} className="flex flex-col gap-4">
        {refusal && !form.problem && <FormError message={refusal} />}
        <FormProblemNotice {...form.notice} />
        {!ticket && (
          <>
            <Field {...form.field('email')} label={words.email} required>
              {(control) => <Input {...control} type="email" autoComplete="username" />}
            </Field>
            <Field
              {...form.field('password')}
              label={words.password}
              required
              aside={
                <Link href="/forgot-password" className="text-accent-text underline underline-offset-2">
                  {words.forgot}
                </Link>
              }
            >
              {(control) => <Input {...control} type="password" autoComplete="current-password" />}
            </Field>
          </>
        )}
        {asksOwn && (
          <Field {...form.field('newPassword')} label={words.newPassword} hint={pages.register.passwordHint} required>
            {(control) => <Input {...control} type="password" autoComplete="new-password" autoFocus />}
          </Field>
        )}
        {asksCode && (
          <Field {...form.field('code')} label={words.code} hint={words.codeHint} required>
            {(control) => <Input {...control} autoComplete="one-time-code" autoFocus />}
          </Field>
        )}
        <SubmitButton pending={form.pending} wide>
          {words.submit}
        </SubmitButton>
      </form>
      <div className="mt-3">
        <PasskeyButton onDone={() => leave(to)} onRefused={setPasskeyRefusal} />
        {passkeyRefusal && <FormError message={passkeyRefusal} />}
      </div>
      {!ticket && <ProviderButtons providers={providers} to={to} />}
      {demo && <DemoLogins {...demo} to={to} />}
    </>
  )
}

function DemoLogins({
  password,
  logins,
  to,
}: {
  password: string
  logins: readonly { email: string; role: string }[]
  to: string
}) {
  const ready = useHydrated()
  const form = useActionForm<null, Credentials>({
    action: attempt,
    values: (element) => ({ email: (element.elements.namedItem('demo') as HTMLInputElement).value, password }),
    onSuccess: () => leave(to),
  })
  return (
    <section aria-labelledby="demo" className="mt-6 border-t pt-4">
      <h2 id="demo" className="text-sm font-medium text-ink">
        {pages.signIn.demoTitle}
      </h2>
      <p className="mt-0.5 mb-3 text-xs text-ink-faint">{pages.signIn.demoText}</p>
      <ul className="grid grid-cols-1 gap-1 sm:grid-cols-2">
        {logins.map(({ email, role }) => (
          <li key={email}>
            <form {...form.formProps}>
              <input type="hidden" name="demo" value={email} />
              <button
                type="submit"
                disabled={form.pending || !ready}
                className="w-full rounded-md border px-2.5 py-1.5 text-left hover:bg-hover disabled:opacity-60"
              >
                <span className="block text-sm font-medium text-ink">{role}</span>
                <span className="block truncate text-xs text-ink-faint">{email}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
