'use client'

import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { FieldError } from './field'
import { Input } from './input'
import { messages } from './messages'
import { decimalsOf, readAmount, writeAmount } from './minor-units'

export type MoneyInputProps = Omit<ComponentProps<'input'>, 'value' | 'defaultValue' | 'onChange' | 'type'> & {
  /** ISO 4217; shown at the end of the field */
  currency: string
  /** minor units, as an integer; a string of digits is accepted because fields carry strings */
  defaultValue?: number | string
  /** minor units, or null while nothing readable is typed */
  onValueChange?: (minor: number | null) => void
}

/**
 * An amount of money. People type as they write; the form gets whole minor units under `name` as a number. What cannot be
 * read is sent as typed, so the server refuses it instead of guessing.
 */
export function MoneyInput({
  currency,
  name,
  defaultValue,
  onValueChange,
  onBlur,
  required,
  ...rest
}: MoneyInputProps) {
  const initial = defaultValue === undefined || defaultValue === '' ? '' : writeAmount(Number(defaultValue), currency)
  const [text, setText] = useState(initial)
  const [left, setLeft] = useState(false)
  const amount = text.trim() === '' ? null : readAmount(text, currency)
  const complaint = left && amount && !amount.ok ? complaintAbout(amount.reason, currency) : null
  const input = useRef<HTMLInputElement>(null)
  const take = (typed: string) => {
    const next = typed.trim() === '' ? null : readAmount(typed, currency)
    setText(typed)
    onValueChange?.(next?.ok ? next.minor : null)
  }
  // What was typed before the page could answer stands in the field and is known to nobody yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page comes to life
  useEffect(() => {
    if (input.current && input.current.value !== initial) take(input.current.value)
  }, [])
  const describedBy = [rest['aria-describedby'], complaint ? `${rest.id ?? name}-amount` : null]
    .filter(Boolean)
    .join(' ')
  return (
    <span data-control className="flex flex-col gap-1">
      <Input
        {...rest}
        ref={input}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        after={currency}
        className="text-right tabular-nums"
        aria-required={required || undefined}
        aria-describedby={describedBy || undefined}
        aria-invalid={complaint ? true : rest['aria-invalid']}
        onChange={(event) => take(event.currentTarget.value)}
        onBlur={(event) => {
          setLeft(true)
          if (amount?.ok) setText(writeAmount(amount.minor, currency))
          onBlur?.(event)
        }}
      />
      {complaint && !rest['aria-invalid'] && <FieldError id={`${rest.id ?? name}-amount`}>{complaint}</FieldError>}
      {name && (
        <input
          type="hidden"
          name={name}
          required={required}
          value={amount?.ok ? amount.minor : text.trim()}
          data-type={amount?.ok ? 'number' : undefined}
        />
      )}
    </span>
  )
}

function complaintAbout(reason: 'unreadable' | 'too-precise', currency: string): string {
  return reason === 'unreadable' ? messages.money.unreadable : messages.money.tooPrecise(decimalsOf(currency))
}
