import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names'

export const tick = classNames(
  'relative size-4 shrink-0 appearance-none border border-line-control bg-surface transition-colors disabled:opacity-50',
  'checked:border-accent checked:bg-accent before:absolute before:inset-0 before:m-auto before:hidden checked:before:block',
)

/** A box to tick, with its text. Without a `value` it is a boolean in a form. */
export function Checkbox({
  label,
  hint,
  hideLabel,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'type'> & { label: string; hint?: ReactNode; hideLabel?: boolean }) {
  const id = useId()
  return (
    <label className={classNames('flex min-h-6 items-start gap-2 text-sm', className)}>
      <input
        {...rest}
        type="checkbox"
        aria-label={label}
        aria-describedby={hint ? `${id}-hint` : rest['aria-describedby']}
        className={classNames(
          tick,
          'mt-0.5 rounded-sm before:h-2 before:w-1 before:-translate-y-px before:rotate-45 before:border-r-2 before:border-b-2 before:border-accent-ink',
        )}
      />
      <span className={hideLabel ? 'sr-only' : 'min-w-0'}>
        <span className="text-ink">{label}</span>
        {hint && (
          <span id={`${id}-hint`} className="block text-xs text-ink-faint">
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}
