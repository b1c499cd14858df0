import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

/** The look of everything one types into; 16 px on phones, where smaller text makes the browser zoom in. */
export const controlClass = classNames(
  'w-full min-w-0 rounded-md border border-line-control bg-surface px-2.5 text-md text-ink sm:text-sm',
  'transition-colors duration-100 hover:border-ink-faint',
  'focus-visible:border-accent-text focus-visible:outline-1 focus-visible:outline-offset-0',
  'disabled:border-line disabled:bg-sunken disabled:text-ink-faint [&[readonly]]:bg-sunken',
  'aria-invalid:border-danger aria-invalid:focus-visible:outline-danger',
)

/** One line of text; `before` and `after` stand inside the frame (an icon, a unit). */
export function Input({
  before,
  after,
  className,
  ...rest
}: ComponentProps<'input'> & { before?: ReactNode; after?: ReactNode }) {
  const input = (
    <input
      {...rest}
      className={classNames(controlClass, 'h-control', before ? 'pl-8' : null, after ? 'pr-12' : null, className)}
    />
  )
  if (!before && !after) return input
  return (
    <span className="relative block">
      {before && (
        <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-ink-faint">
          {before}
        </span>
      )}
      {input}
      {after && <span className="absolute inset-y-0 right-2.5 flex items-center text-sm text-ink-faint">{after}</span>}
    </span>
  )
}
