'use client'

import { ChevronsUpDown, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { classNames } from './class-names'
import type { SingleComboboxProps } from './combobox'
import { controlClass } from './input'
import { messages } from './messages'
import { toast } from './toast-queue'
import { onDemand } from './use-opener'

const parts = onDemand(() => import('./combobox-parts'))
type Start = NonNullable<SingleComboboxProps['start']>

/**
 * A combobox beside what most readers came for, such as a filter: until somebody reaches for it, it is the same field
 * without the code behind it. What was typed meanwhile is typed on when it is there.
 */
export function ComboboxOnDemand(
  props: SingleComboboxProps & { value: NonNullable<SingleComboboxProps['value']> | null },
) {
  const [start, setStart] = useState<Start | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const opens = useRef(false)
  const pressed = useRef(false)

  const fetchAhead = () => void parts.load().catch(() => {})
  const begin = () =>
    void parts.load().then(
      () => {
        const input = field.current
        if (!input) return
        const typed = input.value === (props.value?.label ?? '') ? undefined : input.value
        // At once, so that nobody moves on between the look at the field and its end.
        flushSync(() => setStart({ focused: document.activeElement === input, typed, open: opens.current }))
      },
      () => toast({ title: messages.error.title, tone: 'danger' }),
    )
  const open = () => {
    opens.current = true
    begin()
  }
  const Loaded = start && parts.loaded()?.Combobox
  if (Loaded) return <Loaded {...props} start={start} />

  const button = 'grid size-6 place-items-center rounded-sm hover:text-ink'
  return (
    <span data-control className="block">
      <span className="relative block" onPointerEnter={fetchAhead}>
        <input
          ref={field}
          // A choice made elsewhere is another field; what is being typed is never taken away.
          key={props.value?.value}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={false}
          aria-haspopup="listbox"
          autoComplete="off"
          spellCheck={false}
          id={props.id}
          disabled={props.disabled}
          defaultValue={props.value?.label}
          placeholder={props.placeholder ?? messages.combobox.placeholder}
          aria-label={props['aria-label']}
          aria-describedby={props['aria-describedby']}
          aria-invalid={props['aria-invalid']}
          aria-required={props.required || undefined}
          className={classNames(controlClass, 'h-control pr-14')}
          // Not while it is pressed: the browser would give the focus to a field that is no longer there.
          onPointerDown={() => {
            opens.current = true
            pressed.current = true
          }}
          onFocus={() => (pressed.current ? fetchAhead() : begin())}
          onBlur={() => {
            pressed.current = false
          }}
          onClick={begin}
          onKeyDown={({ key }) => (key === 'ArrowDown' || key === 'ArrowUp' ? open() : begin())}
        />
        <span className="absolute inset-y-0 right-1 flex items-center text-ink-faint">
          {props.value && (
            <button
              type="button"
              tabIndex={-1}
              aria-label={messages.combobox.clear}
              className={button}
              onClick={() => props.onValueChange?.(null)}
            >
              <X aria-hidden className="size-3.5" />
            </button>
          )}
          <button
            type="button"
            tabIndex={-1}
            aria-label={messages.combobox.open}
            className={button}
            onClick={() => {
              opens.current = true
              field.current?.focus()
            }}
          >
            <ChevronsUpDown aria-hidden className="size-3.5" />
          </button>
        </span>
      </span>
      {props.name && (
        <input type="hidden" name={props.name} required={props.required} value={props.value?.value ?? ''} />
      )}
    </span>
  )
}
