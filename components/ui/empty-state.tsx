import type { ReactNode } from 'react'

export type EmptyStateProps = {
  title: string
  /** what to do next, in a sentence */
  description?: ReactNode
  icon?: ReactNode
  /** the button that does it */
  action?: ReactNode
}

/** Stands where a list would be when it has nothing to show, and says what to do next. */
export function EmptyState({ title, description, icon, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-4 py-12 text-center">
      {icon && (
        <span
          className="mb-3 grid size-10 place-items-center rounded-lg bg-sunken text-ink-faint [&_svg]:size-5"
          aria-hidden
        >
          {icon}
        </span>
      )}
      <p className="text-base font-medium text-ink">{title}</p>
      {description && <div className="mt-1 max-w-md text-sm text-pretty text-ink-muted">{description}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
