import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { classNames } from './class-names'
import { Link } from './link'
import { messages } from './messages'
import { Spinner } from './spinner'

type Look = {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger' | 'link'
  size?: 'sm' | 'md'
  /** stands before the text */
  icon?: ReactNode
  /** fills the width it is given */
  wide?: boolean
}

export type ButtonProps = ComponentProps<'button'> & Look & { pending?: boolean }

const variants = {
  primary: 'bg-accent text-accent-ink shadow-raised hover:bg-accent-hover',
  secondary: 'border border-line-strong bg-surface text-ink shadow-raised hover:bg-hover',
  ghost: 'text-ink-muted hover:bg-hover hover:text-ink',
  danger: 'bg-danger text-danger-ink shadow-raised hover:bg-danger-hover',
  link: 'text-accent-text underline-offset-2 hover:underline',
}

const sizes = { sm: 'h-control-sm px-2 text-xs', md: 'h-control px-3 text-sm' }

function buttonClass({ variant = 'secondary', size = 'md', wide }: Look, className?: string): string {
  return classNames(
    'relative inline-flex shrink-0 items-center justify-center rounded-md font-medium whitespace-nowrap select-none',
    'transition-colors duration-100 disabled:opacity-50 aria-disabled:opacity-60',
    variants[variant],
    variant === 'link' ? 'h-auto px-0 text-sm' : sizes[size],
    wide && 'w-full',
    className,
  )
}

const swallow = (event: MouseEvent) => event.preventDefault()

/**
 * A button; `type` is "button" unless said otherwise. While `pending` it keeps its width and its focus, says that it is
 * busy and swallows clicks.
 */
export function Button({ variant, size, icon, wide, pending, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...(pending && { 'aria-disabled': true, 'aria-busy': true, onClick: swallow })}
      className={buttonClass({ variant, size, wide }, className)}
    >
      <span className={classNames('inline-flex items-center gap-1.5', pending && 'invisible')} aria-hidden={pending}>
        {icon}
        {children}
      </span>
      {pending && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
          <span className="sr-only">{messages.busy}</span>
        </span>
      )}
    </button>
  )
}

/** A link that looks like a button. */
export function ButtonLink({
  variant,
  size,
  icon,
  wide,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & Look) {
  return (
    <Link {...rest} className={buttonClass({ variant, size, wide }, className)}>
      <span className="inline-flex items-center gap-1.5">
        {icon}
        {children}
      </span>
    </Link>
  )
}
