import type { ReactNode } from 'react'

export type PageHeaderProps = {
  title: ReactNode
  description?: ReactNode
  breadcrumbs?: ReactNode
  /** stands beside the title, such as a status pill */
  status?: ReactNode
  /** buttons, the main one last */
  actions?: ReactNode
  /** tabs below the title */
  tabs?: ReactNode
}

/** The head of a page: where one is, what it is called, what one can do. The only h1. */
export function PageHeader({ title, description, breadcrumbs, status, actions, tabs }: PageHeaderProps) {
  return (
    <header className={tabs ? 'mb-4 border-b' : 'mb-4'}>
      {breadcrumbs}
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-1">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 text-lg font-semibold tracking-tight text-balance break-words text-ink">{title}</h1>
            {status}
          </div>
          {description && <div className="mt-0.5 max-w-2xl text-sm text-ink-muted">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {tabs && <div className="mt-2">{tabs}</div>}
    </header>
  )
}
