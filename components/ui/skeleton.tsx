import { classNames } from './class-names'
import { messages } from './messages'

/** A grey box of the size of what is coming. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('block animate-pulse rounded-sm bg-neutral-soft', className ?? 'h-4 w-full')}
    />
  )
}

/** Rows of a list that is still loading, announced once. */
export function SkeletonRows({ rows = 6, label = messages.loading }: { rows?: number; label?: string }) {
  return (
    <div role="status">
      <span className="sr-only">{label}…</span>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="flex h-10 items-center gap-4 border-b px-3 last:border-b-0">
          <Skeleton className={classNames('h-3.5', ['w-2/5', 'w-1/3', 'w-1/2'][at % 3])} />
          <Skeleton className="ml-auto h-3.5 w-16" />
          <Skeleton className="h-3.5 w-12 max-sm:hidden" />
        </div>
      ))}
    </div>
  )
}
