'use client'

import { Combobox as Base } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown, X } from 'lucide-react'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { classNames } from './class-names'
import type { SingleComboboxProps } from './combobox'
import { controlClass } from './input'
import { messages } from './messages'
import { popupClass } from './overlay-classes'
import { useOverlayHost } from './overlay-host'
import { Spinner } from './spinner'
import { type Choice, useChoices } from './use-choices'

/** One choice out of many, found by typing. The form gets the choice's value under `name`. */
export function Combobox({ defaultChoice, value, onValueChange, start, ...props }: SingleComboboxProps) {
  const [own, setOwn] = useState<Choice | null>(defaultChoice ?? null)
  const [query, setQuery] = useState('')
  const [open, setOpen] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useStart(field, start, setOpen)
  const chosen = value === undefined ? own : value
  const { choices, status } = useChoices(props.options, props.search, query === chosen?.label ? '' : query, open)
  return (
    <span data-control className="block">
      <Base.Root<Choice>
        items={withChosen(choices, chosen, query)}
        filter={props.search ? null : undefined}
        value={chosen}
        onValueChange={(choice, details) => {
          if (keepsOnEscape(details, open)) return
          setOwn(choice)
          onValueChange?.(choice)
        }}
        onInputValueChange={(text, details) => {
          if (!keepsOnEscape(details, open)) setQuery(text)
        }}
        open={open}
        onOpenChange={setOpen}
        itemToStringLabel={(choice) => choice.label}
        isItemEqualToValue={(a, b) => a.value === b.value}
        disabled={props.disabled}
        autoHighlight
      >
        <Base.InputGroup className="relative">
          <Base.Input
            ref={field}
            id={props.id}
            placeholder={props.placeholder ?? messages.combobox.placeholder}
            aria-label={props['aria-label']}
            aria-describedby={props['aria-describedby']}
            aria-invalid={props['aria-invalid']}
            aria-required={props.required || undefined}
            className={classNames(controlClass, 'h-control pr-14')}
          />
          <span className="absolute inset-y-0 right-1 flex items-center text-ink-faint">
            <Base.Clear
              aria-label={messages.combobox.clear}
              className="grid size-6 place-items-center rounded-sm hover:text-ink"
            >
              <X aria-hidden className="size-3.5" />
            </Base.Clear>
            <Base.Trigger
              aria-label={messages.combobox.open}
              className="grid size-6 place-items-center rounded-sm hover:text-ink"
            >
              <ChevronsUpDown aria-hidden className="size-3.5" />
            </Base.Trigger>
          </span>
        </Base.InputGroup>
        <ComboboxList status={status} />
      </Base.Root>
      {props.name && <input type="hidden" name={props.name} required={props.required} value={chosen?.value ?? ''} />}
    </span>
  )
}

/** Goes on where somebody was in the field that stood in this one's place. */
function useStart(
  field: RefObject<HTMLInputElement | null>,
  start: SingleComboboxProps['start'],
  setOpen: (open: boolean) => void,
): void {
  const first = useRef(start)
  useLayoutEffect(() => {
    const input = field.current
    if (!input || !first.current?.focused) return
    const { typed, open } = first.current
    first.current = undefined
    input.focus()
    if (typed !== undefined) {
      // As if it were typed here: the library hears of nothing else.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, typed)
      input.dispatchEvent(new InputEvent('input', { bubbles: true, data: typed, inputType: 'insertText' }))
    } else if (open) setOpen(true)
  }, [field, setOpen])
}

/**
 * Escape closes the list, and with it closed what is around the field; it never empties the field, which is what the
 * library makes of it.
 */
export function keepsOnEscape(
  details: { reason: string; cancel: () => void; allowPropagation: () => void },
  open: boolean,
): boolean {
  if (open || details.reason !== 'escape-key') return false
  details.cancel()
  details.allowPropagation()
  return true
}

/** The chosen one belongs to the list while nothing else is looked for, or it could not be shown as chosen. */
function withChosen(choices: readonly Choice[], chosen: Choice | null, query: string): readonly Choice[] {
  if (!chosen || (query !== '' && query !== chosen.label)) return choices
  return choices.some(({ value }) => value === chosen.value) ? choices : [chosen, ...choices]
}

/** The list that opens below; shared by the single and the multiple combobox. */
export function ComboboxList({ status }: { status: 'idle' | 'loading' | 'failed' }) {
  const host = useOverlayHost()
  return (
    <Base.Portal container={host}>
      <Base.Positioner sideOffset={4} collisionPadding={8} className="z-60 outline-none">
        <Base.Popup className={classNames(popupClass, 'w-(--anchor-width)')}>
          <Base.Status className="flex items-center gap-2 px-2 text-sm text-ink-faint [&:not(:empty)]:py-1.5">
            {status === 'loading' && (
              <>
                <Spinner className="size-3.5" /> {messages.loading}…
              </>
            )}
            {status === 'failed' && messages.combobox.failed}
          </Base.Status>
          <Base.Empty className="px-2 text-sm text-ink-faint [&:not(:empty)]:py-1.5">
            {status === 'idle' ? messages.combobox.empty : null}
          </Base.Empty>
          <Base.List className="max-h-64 overflow-y-auto outline-none">
            {(choice: Choice) => (
              <Base.Item
                key={choice.value}
                value={choice}
                className="flex min-h-control-sm cursor-default items-center gap-2 rounded-md px-2 text-sm text-ink outline-none select-none data-highlighted:bg-hover"
              >
                <span className="min-w-0 flex-1 truncate">{choice.label}</span>
                {choice.hint && <span className="truncate text-xs text-ink-faint">{choice.hint}</span>}
                <Base.ItemIndicator>
                  <Check aria-hidden className="size-4 text-accent-text" />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}
