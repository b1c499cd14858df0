'use client'

import { Button, ButtonLink } from './button'
import { messages } from './messages'

export type LoadMoreProps = {
  shown: number
  total?: number
  /** whether there is more */
  hasMore: boolean
  pending?: boolean
  /** load in place; or `href`, a link with the next cursor that works without JavaScript */
  onMore?: () => void
  href?: string
}

/** The foot of a list that is paged by cursor. Says how much is shown, and announces when more has come. */
export function LoadMore({ shown, total, hasMore, pending, onMore, href }: LoadMoreProps) {
  return (
    <div className="flex min-h-12 items-center justify-between gap-4 px-3 text-xs text-ink-faint tabular-nums">
      <span role="status">{pending ? messages.pagination.loading : messages.pagination.shown(shown, total)}</span>
      {hasMore && href && (
        <ButtonLink size="sm" href={href} scroll={false}>
          {messages.pagination.more}
        </ButtonLink>
      )}
      {hasMore && !href && (
        <Button size="sm" pending={pending} onClick={onMore}>
          {messages.pagination.more}
        </Button>
      )}
    </div>
  )
}
