import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'
import { Link } from './link'

type Look = { label: string; icon: ReactNode; size?: 'sm' | 'md' }

const look = (size: Look['size'], className?: string) =>
  classNames(
    'relative inline-grid shrink-0 place-items-center rounded-md text-ink-muted transition-colors duration-100',
    'hover:bg-hover hover:text-ink disabled:opacity-50 aria-expanded:bg-hover aria-pressed:bg-hover aria-pressed:text-ink',
    size === 'sm' ? 'size-control-sm' : 'size-control',
    className,
  )

/** A square button that shows only an icon; `label` names it for everybody who does not see the icon. */
export function IconButton({ label, icon, size, className, ...rest }: ComponentProps<'button'> & Look) {
  return (
    <button type="button" title={label} {...rest} aria-label={label} className={look(size, className)}>
      {icon}
    </button>
  )
}

/** The same as a link. */
export function IconLink({ label, icon, size, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return (
    <Link title={label} {...rest} aria-label={label} className={look(size, className)}>
      {icon}
    </Link>
  )
}
