import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Link } from './link'

export type StatProps = {
  label: string
  value: ReactNode
  /** a word on what it means or how it moved */
  hint?: ReactNode
  /** leads to what is counted; the whole box is the link */
  href?: string
  tone?: 'default' | 'warning' | 'danger'
}

const tones = { default: 'text-ink', warning: 'text-warning-text', danger: 'text-danger-text' }

/** One number that matters, with its name. */
export function Stat({ label, value, hint, href, tone = 'default' }: StatProps) {
  const name = href ? (
    <Link
      href={href}
      className="rounded-sm outline-none after:absolute after:inset-0 after:rounded-lg focus-visible:after:outline-2 focus-visible:after:outline-accent-text"
    >
      {label}
    </Link>
  ) : (
    label
  )
  return (
    <div
      className={classNames(
        'relative flex min-w-0 flex-col rounded-lg border bg-surface px-4 py-3',
        href && 'transition-colors hover:bg-hover',
      )}
    >
      <p className="order-1 text-xs text-ink-muted">{name}</p>
      <p className={classNames('order-2 mt-1 text-xl font-semibold tracking-tight tabular-nums', tones[tone])}>
        {value}
      </p>
      {hint && <p className="order-3 text-xs text-ink-faint">{hint}</p>}
    </div>
  )
}

/** Stats side by side, as many as fit. */
export function StatRow({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-3 lg:grid-cols-[repeat(auto-fit,minmax(9.25rem,1fr))]">{children}</div>
}
