'use client'

import { useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Link } from '@/components/ui/link'
import { SubmitButton } from '@/components/ui/submit-button'
import { confirmEmailChange, keepEmail } from '@/lib/accounts/actions'
import { pages } from '@/lib/accounts/messages'
import type { Result } from '@/lib/core/result'

/** A click and not a mere visit decides: mail scanners open links. */
function OneClick({
  action,
  submit,
  done,
  go,
}: {
  action: () => Promise<Result<{ email: string }>>
  submit: string
  done: (email: string) => string
  go?: { href: string; label: string }
}) {
  const [email, setEmail] = useState<string | null>(null)
  const form = useActionForm<{ email: string }, object>({ action, onSuccess: (data) => setEmail(data.email) })
  if (email)
    return (
      <div role="status" className="flex flex-col gap-3 text-sm text-ink">
        <p>{done(email)}</p>
        {go && (
          <Link href={go.href} className="text-accent-text underline underline-offset-2">
            {go.label}
          </Link>
        )}
      </div>
    )
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <SubmitButton pending={form.pending} wide>
        {submit}
      </SubmitButton>
    </form>
  )
}

export const ConfirmEmailForm = ({ secret }: { secret: string }) => (
  <OneClick
    action={() => confirmEmailChange({ secret })}
    submit={pages.confirmEmail.submit}
    done={pages.confirmEmail.done}
    go={{ href: '/account', label: pages.confirmEmail.go }}
  />
)

export const KeepEmailForm = ({ secret }: { secret: string }) => (
  <OneClick action={() => keepEmail({ secret })} submit={pages.keepEmail.submit} done={pages.keepEmail.done} />
)
