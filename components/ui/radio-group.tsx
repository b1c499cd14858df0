import { type ReactNode, useId } from 'react'
import { tick } from './checkbox'
import { classNames } from './class-names'
import { FieldError } from './field'

export type RadioOption = { value: string; label: string; hint?: ReactNode; disabled?: boolean }

export type RadioGroupProps = {
  label: string
  name: string
  options: readonly RadioOption[]
  defaultValue?: string
  value?: string
  onValueChange?: (value: string) => void
  error?: string
  /** side by side as buttons of equal weight, for two to four short choices */
  inline?: boolean
  hideLabel?: boolean
}

/** One of several, all visible. The browser's own radio buttons, so arrows move and forms understand them. */
export function RadioGroup(props: RadioGroupProps) {
  const { label, name, options, defaultValue, value, onValueChange, error, inline, hideLabel } = props
  const id = useId()
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="min-w-0">
      <legend className={hideLabel ? 'sr-only' : 'mb-1 text-sm font-medium text-ink'}>{label}</legend>
      <div className={inline ? 'flex flex-wrap gap-x-5 gap-y-1' : 'flex flex-col gap-1.5'}>
        {options.map((option) => (
          <label key={option.value} className="flex min-h-6 items-start gap-2 text-sm">
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              aria-label={option.label}
              aria-describedby={option.hint ? `${id}-${option.value}` : undefined}
              {...(value === undefined
                ? { defaultChecked: option.value === defaultValue }
                : { checked: option.value === value, onChange: () => onValueChange?.(option.value) })}
              className={classNames(
                tick,
                'mt-0.5 rounded-full before:size-1.5 before:rounded-full before:bg-accent-ink',
              )}
            />
            <span className="min-w-0">
              <span className="text-ink">{option.label}</span>
              {option.hint && (
                <span id={`${id}-${option.value}`} className="block text-xs text-ink-faint">
                  {option.hint}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  )
}
