'use client'

import { useState } from 'react'
import type { FormProblem } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { messages } from '@/lib/projects/messages'
import { proposeKey } from '@/lib/projects/policy'

/** The next key to try: `CARE` → `CARE2`, `CARE2` → `CARE3`. */
function numbered(key: string): string {
  const [, stem = '', number = ''] = /^(.*?)(\d*)$/.exec(key) ?? []
  const next = String(Number(number || 1) + 1)
  return `${stem.slice(0, 10 - next.length)}${next}`
}

/** A key proposed from the title until one writes another; after a refusal it offers the next free one. */
export function KeyField({ title, error, problem }: { title: string; error?: string; problem: FormProblem | null }) {
  const [own, setOwn] = useState<string | null>(null)
  const key = own ?? (title.trim() ? proposeKey(title, () => false) : '')
  const taken = problem?.errors?.some(({ path, code }) => path === 'key' && code === 'taken')
  const next = taken ? numbered(key) : null
  return (
    <Field
      label={messages.form.key}
      name="key"
      required
      hint={messages.form.keyHint}
      error={error}
      aside={
        next &&
        next !== key && (
          <Button variant="link" onClick={() => setOwn(next)}>
            {messages.form.takeKey(next)}
          </Button>
        )
      }
    >
      {(control) => (
        <Input
          {...control}
          value={key}
          maxLength={10}
          autoComplete="off"
          spellCheck={false}
          className="font-mono uppercase"
          onChange={(event) => setOwn(event.currentTarget.value.toUpperCase())}
        />
      )}
    </Field>
  )
}
