'use client'

import { useRef } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { renewRecoveryCodes, stopSecondFactor } from '@/lib/accounts/actions'
import { accountPages } from '@/lib/accounts/messages'
import type { Result } from '@/lib/core/result'

const words = accountPages.factor
type Both = { password: string; code: string }

/** New recovery codes, or off; either asks for password and code. */
export function CodeForms({
  onCodes,
  onStopped,
  onCancel,
}: {
  onCodes: (codes: string[]) => void
  onStopped: () => void
  onCancel: () => void
}) {
  const wish = useRef<'renew' | 'stop'>('renew')
  const form = useActionForm<{ codes?: string[] }, Both>({
    action: (both): Promise<Result<{ codes?: string[] }>> =>
      wish.current === 'renew' ? renewRecoveryCodes(both) : stopSecondFactor(both),
    onSuccess: ({ codes }) => (codes ? onCodes(codes) : onStopped()),
  })
  const choose = (next: 'renew' | 'stop') => () => {
    wish.current = next
  }
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('password')} label={words.password} required>
        {(control) => <Input {...control} type="password" autoComplete="current-password" />}
      </Field>
      <Field {...form.field('code')} label={words.code} hint={words.anyCodeHint} required>
        {(control) => <Input {...control} autoComplete="one-time-code" />}
      </Field>
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={form.pending} onClick={choose('renew')}>
          {words.renew}
        </SubmitButton>
        <SubmitButton variant="danger" pending={form.pending} onClick={choose('stop')}>
          {words.stop}
        </SubmitButton>
        <Button variant="ghost" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
