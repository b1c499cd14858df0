'use client'

import { useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { confirmSecondFactor, startSecondFactor } from '@/lib/accounts/actions'
import { accountPages } from '@/lib/accounts/messages'

const words = accountPages.factor
type Started = { secret: string; picture: string }

/** First the password, then the app, then a code of it. */
export function SetUpFactor({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const [started, setStarted] = useState<Started | null>(null)
  return started ? <Confirm {...started} onCodes={onCodes} /> : <Start onStarted={setStarted} />
}

function Start({ onStarted }: { onStarted: (started: Started) => void }) {
  const form = useActionForm<Started, { password: string }>({ action: startSecondFactor, onSuccess: onStarted })
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('password')} label={words.password} required>
        {(control) => <Input {...control} type="password" autoComplete="current-password" />}
      </Field>
      <div>
        <SubmitButton pending={form.pending}>{words.start}</SubmitButton>
      </div>
    </form>
  )
}

function Confirm({ secret, picture, onCodes }: Started & { onCodes: (codes: string[]) => void }) {
  const form = useActionForm<{ codes: string[] }, { code: string }>({
    action: confirmSecondFactor,
    onSuccess: ({ codes }) => onCodes(codes),
  })
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <p className="text-sm text-ink-muted">{words.scan}</p>
      {/* biome-ignore lint/performance/noImgElement: a picture made for this moment has nothing to optimize */}
      <img
        alt={words.picture}
        src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
        className="size-48 rounded-md border bg-white"
      />
      <p className="text-sm text-ink">
        {words.key}: <code className="font-mono break-all">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('code')} label={words.code} hint={words.codeHint} required>
        {(control) => <Input {...control} inputMode="numeric" autoComplete="one-time-code" autoFocus />}
      </Field>
      <div>
        <SubmitButton pending={form.pending}>{words.confirm}</SubmitButton>
      </div>
    </form>
  )
}
