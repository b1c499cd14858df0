'use client'

import { Combobox as Base } from '@base-ui/react/combobox'
import { X } from 'lucide-react'
import { useState } from 'react'
import { classNames } from './class-names'
import { ComboboxList, keepsOnEscape } from './combobox-parts'
import { messages } from './messages'
import type { MultiComboboxProps } from './multi-combobox'
import { type Choice, useChoices } from './use-choices'

/** Several choices, found by typing, shown as chips. The form gets one value each; name it `something[]`. */
export function MultiCombobox({ defaultChoices = [], value, onValueChange, ...props }: MultiComboboxProps) {
  const [own, setOwn] = useState<readonly Choice[]>(defaultChoices)
  const [query, setQuery] = useState('')
  const [open, setOpen] = useState(false)
  const chosen = value ?? own
  const { choices, status } = useChoices(props.options, props.search, query, open)
  const missing = query === '' ? chosen.filter((one) => !choices.some((choice) => choice.value === one.value)) : []
  return (
    <span data-control className="block">
      <Base.Root<Choice, true>
        multiple
        items={[...missing, ...choices]}
        filter={props.search ? null : undefined}
        value={chosen}
        onValueChange={(next, details) => {
          if (keepsOnEscape(details, open)) return
          setOwn(next)
          onValueChange?.(next)
        }}
        inputValue={query}
        onInputValueChange={(text, details) => {
          if (!keepsOnEscape(details, open)) setQuery(text)
        }}
        open={open}
        onOpenChange={setOpen}
        itemToStringLabel={(choice) => choice.label}
        isItemEqualToValue={(a, b) => a.value === b.value}
        disabled={props.disabled}
      >
        <Base.Chips
          className={classNames(
            'flex min-h-control flex-wrap items-center gap-1 rounded-md border border-line-control bg-surface p-1 text-sm',
            'focus-within:border-accent-text focus-within:outline-1 focus-within:outline-accent-text hover:border-ink-faint',
            props['aria-invalid'] && 'border-danger',
          )}
        >
          {chosen.map((choice) => (
            <Base.Chip
              key={choice.value}
              aria-label={choice.label}
              className="flex h-6 max-w-full items-center gap-1 rounded-sm bg-sunken pl-2 text-xs text-ink outline-none data-highlighted:bg-accent-soft"
            >
              <span className="truncate">{choice.label}</span>
              <Base.ChipRemove
                aria-label={messages.combobox.remove(choice.label)}
                className="grid size-6 place-items-center text-ink-faint hover:text-ink"
              >
                <X aria-hidden className="size-3" />
              </Base.ChipRemove>
            </Base.Chip>
          ))}
          <Base.Input
            id={props.id}
            placeholder={chosen.length === 0 ? (props.placeholder ?? messages.combobox.placeholder) : undefined}
            aria-label={props['aria-label']}
            aria-describedby={props['aria-describedby']}
            aria-invalid={props['aria-invalid']}
            aria-required={props.required || undefined}
            className="h-6 min-w-24 flex-1 bg-transparent px-1.5 text-md outline-none sm:text-sm"
          />
        </Base.Chips>
        <ComboboxList status={status} />
      </Base.Root>
      {props.name &&
        (chosen.length > 0 ? chosen : [{ value: '' }]).map((choice) => (
          <input key={choice.value} type="hidden" name={props.name} value={choice.value} />
        ))}
    </span>
  )
}
