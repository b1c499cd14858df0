import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'
import { controlClass } from './input'

export type SelectOption = { value: string; label: string; disabled?: boolean }

/** The browser's own select. Give `options`, or children for groups; `placeholder` is an empty first choice. */
export function Select({
  options,
  placeholder,
  className,
  children,
  ...rest
}: ComponentProps<'select'> & { options?: readonly SelectOption[]; placeholder?: string }) {
  return (
    <span className="relative block min-w-0">
      <select {...rest} className={classNames(controlClass, 'h-control appearance-none truncate pr-8', className)}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options?.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-2 my-auto size-4 text-ink-faint"
      />
    </span>
  )
}
