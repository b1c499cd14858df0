import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names'

// the browser tells the state of a real checkbox itself; aria-checked beside it could only contradict
const asSwitch = { role: 'switch' }

/** On or off, at once; a checkbox that reads as a switch. The knob's place says the state, not only the colour. */
export function Switch({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'role'> & { label: string; hint?: ReactNode }) {
  const id = useId()
  return (
    <label className={classNames('flex items-start justify-between gap-4 text-sm', className)}>
      <span className="min-w-0">
        <span className="font-medium text-ink">{label}</span>
        {hint && (
          <span id={`${id}-hint`} className="block text-xs text-ink-faint">
            {hint}
          </span>
        )}
      </span>
      <input
        {...rest}
        type="checkbox"
        {...asSwitch}
        aria-label={label}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={classNames(
          'relative h-5 w-9 shrink-0 appearance-none rounded-full border border-line-control bg-sunken transition-colors',
          'before:absolute before:top-[3px] before:left-[3px] before:size-3 before:rounded-full before:bg-ink-faint before:transition-transform',
          'checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-accent-ink',
          'disabled:opacity-50',
        )}
      />
    </label>
  )
}
