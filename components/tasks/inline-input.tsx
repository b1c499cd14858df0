'use client'

import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

type Props<Base> = {
  label: string
  value: string
  type?: ComponentProps<'input'>['type']
  after?: ReactNode
  hint?: string
  /** what the change is made to; remembered from when the typing begins */
  base: Base
  /** saves on leaving the field or on Enter; answers with the message to show at it, if any */
  onCommit: (text: string, base: Base) => Promise<string | undefined>
} & Pick<ComponentProps<'input'>, 'min' | 'max' | 'step' | 'inputMode' | 'placeholder'>

/** A field that saves by itself when it is left. Escape takes back what was typed. */
export function InlineInput<Base>({ label, value, hint, base, onCommit, ...input }: Props<Base>) {
  const [text, setText] = useState(value)
  const [error, setError] = useState<string>()
  const began = useRef<{ value: string; base: Base } | null>(null)
  // What others save appears here, unless one is typing.
  useEffect(() => {
    if (!began.current) setText(value)
  }, [value])

  async function commit() {
    const from = began.current
    began.current = null
    if (!from || text === from.value) return setText(value)
    setError(await onCommit(text, from.base))
  }
  return (
    <Field label={label} hint={hint} error={error} required>
      {({ required: _, ...control }) => (
        <Input
          {...control}
          {...input}
          value={text}
          onFocus={() => {
            began.current ??= { value: text, base }
          }}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={() => void commit()}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              void commit().then(() => {
                began.current = { value: text, base }
              })
            } else if (event.key === 'Escape' && began.current) {
              setText(began.current.value)
              setError(undefined)
            }
          }}
        />
      )}
    </Field>
  )
}
