import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type CardProps = {
  title?: ReactNode
  description?: ReactNode
  /** at the end of the title's line */
  actions?: ReactNode
  children: ReactNode
  /** without inner space, for a table or a list that brings its own */
  flush?: boolean
  className?: string
}

/** A framed part of a page. */
export function Card({ title, description, actions, children, flush, className }: CardProps) {
  return (
    <section className={classNames('min-w-0 overflow-clip rounded-lg border bg-surface', className)}>
      {(title || actions) && (
        <div
          className={classNames(
            'flex flex-wrap items-start justify-between gap-2 px-4 pt-3',
            flush ? 'border-b pb-3' : 'pb-2',
          )}
        >
          <div className="min-w-0">
            {title && <h2 className="text-sm font-semibold text-ink">{title}</h2>}
            {description && <p className="text-xs text-ink-faint">{description}</p>}
          </div>
          {actions && <div className="flex items-center gap-2">{actions}</div>}
        </div>
      )}
      <div className={flush ? undefined : classNames('px-4 pb-4', !title && !actions && 'pt-4')}>{children}</div>
    </section>
  )
}
