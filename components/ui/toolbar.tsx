import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from './link'
import { messages } from './messages'

/** The line above a list: search and filters at the start, view and sorting at the end. */
export function Toolbar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2 max-sm:basis-full">{children}</div>
      {end && <div className="flex flex-wrap items-center gap-2">{end}</div>}
    </div>
  )
}

export type FilterChip = { label: string; value: string; removeHref: string }

/** The filters that are on, each a link that takes it off, and one that takes off all. Nothing when none is on. */
export function FilterChips({ chips, clearHref }: { chips: readonly FilterChip[]; clearHref: string }) {
  if (chips.length === 0) return null
  return (
    <ul aria-label={messages.filters.label} className="mb-3 flex flex-wrap items-center gap-2 text-xs">
      {chips.map((chip) => (
        <li
          key={chip.removeHref}
          className="flex h-6 max-w-full items-center rounded-sm border border-line-strong bg-surface pl-2"
        >
          <span className="text-ink-faint">{chip.label}:</span>
          <span className="ml-1 truncate text-ink">{chip.value}</span>
          <Link
            href={chip.removeHref}
            scroll={false}
            aria-label={messages.filters.remove(`${chip.label} ${chip.value}`)}
            className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-faint hover:text-ink"
          >
            <X aria-hidden className="size-3" />
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={clearHref}
          scroll={false}
          className="inline-flex min-h-6 items-center rounded-sm text-accent-text hover:underline"
        >
          {messages.filters.clear}
        </Link>
      </li>
    </ul>
  )
}
