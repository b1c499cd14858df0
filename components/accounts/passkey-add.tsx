'use client'

import { useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { addPasskey, startPasskey } from '@/lib/accounts/actions'
import { accountPages } from '@/lib/accounts/messages'
import type { Result } from '@/lib/core/result'

const words = accountPages.passkeys
type Made = { codes: string[] | null }

/** The password, a name, then the browser’s own question; `onAdded` gets recovery codes with the first factor. */
export function AddPasskey({ onAdded }: { onAdded: (codes: string[] | null) => void }) {
  const [asking, setAsking] = useState(false)
  const form = useActionForm<Made, { password: string; name: string }>({
    action: async ({ password, name }): Promise<Result<Made>> => {
      const started = await startPasskey({ password })
      if (!started.ok) return started
      const response = await make(started.data.options)
      if (!response) return { ok: false, error: { code: 'CANCELLED', message: words.failed } }
      return addPasskey({ name, response })
    },
    onSuccess: ({ codes }) => {
      setAsking(false)
      onAdded(codes)
    },
  })
  if (!asking)
    return (
      <div>
        <Button onClick={() => setAsking(true)}>{words.add}</Button>
      </div>
    )
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('password')} label={words.password} required>
        {(control) => <Input {...control} type="password" autoComplete="current-password" autoFocus />}
      </Field>
      <Field {...form.field('name')} label={words.name} hint={words.nameHint} required>
        {(control) => <Input {...control} maxLength={60} autoComplete="off" />}
      </Field>
      <div>
        <SubmitButton pending={form.pending}>{words.go}</SubmitButton>
      </div>
    </form>
  )
}

type Options = Extract<Awaited<ReturnType<typeof startPasskey>>, { ok: true }>['data']['options']

async function make(optionsJSON: Options) {
  const { startRegistration } = await import('@simplewebauthn/browser')
  return startRegistration({ optionsJSON })
    .then((answer) => ({ ...answer, response: { ...answer.response } }))
    .catch(() => null)
}
