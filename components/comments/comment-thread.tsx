'use client'

import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { queryString, readApi, retryUnlessRefused } from '@/components/shell/read-api'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { messages as ui } from '@/components/ui/messages'
import { LoadMore } from '@/components/ui/pagination'
import { messages } from '@/lib/comments/messages'
import type { Comment } from '@/lib/comments/queries'
import type { Page } from '@/lib/core/page'
import { CommentComposer } from './comment-composer'
import type { CommentReader } from './comment-item'
import { CommentReplies } from './comment-replies'
import { conversationKey, conversationPath, conversationWords, type PlacedSubject } from './subject'
import { threadsOf } from './threads'

type Props = {
  subject: PlacedSubject
  initial: Page<Comment>
  reader: CommentReader
  mayComment: boolean
}
type Pages = InfiniteData<Page<Comment>, string | null>
const pageSize = 50

/** The conversation about something. It is read again when its key is invalidated, as the live part of a page does. */
export function CommentThread({ subject, initial, reader, mayComment }: Props) {
  const queries = useQueryClient()
  const { kind, id } = subject
  const queryKey = useMemo(() => conversationKey({ kind, id }), [kind, id])
  const words = conversationWords(subject)
  const thread = useInfiniteQuery<Page<Comment>, Error, Pages, typeof queryKey, string | null>({
    queryKey,
    queryFn: ({ pageParam: cursor, signal }) =>
      readApi<Page<Comment>>(
        reader.org,
        `${conversationPath({ kind, id })}${queryString({ cursor, limit: pageSize })}`,
        signal,
      ),
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [initial], pageParams: [null] },
    gcTime: 0,
    retry: retryUnlessRefused,
  })
  const comments = thread.data.pages.flatMap((page) => page.items)
  const refetch = useCallback(() => queries.invalidateQueries({ queryKey }), [queries, queryKey])

  // A new comment of somebody else is said, not only shown.
  const last = comments.at(-1)
  const known = useRef(last?.id)
  useEffect(() => {
    if (last && last.id !== known.current && !thread.hasNextPage) {
      if (!last.author.me && (known.current === undefined || last.id > known.current))
        announce(messages.arrived(last.author.name))
      known.current = last.id
    }
  }, [last, thread.hasNextPage])

  return (
    <Card title={words.heading} flush className="mt-6 overflow-visible!">
      {comments.length === 0 ? (
        <p className="px-4 py-6 text-sm text-ink-faint">{words.none}</p>
      ) : (
        <ol aria-label={messages.list} className="divide-y">
          {threadsOf(comments).map((one) => (
            <li key={one.id}>
              <CommentReplies
                thread={one}
                subject={subject}
                reader={reader}
                mayComment={mayComment}
                onChanged={() => void refetch()}
              />
            </li>
          ))}
        </ol>
      )}
      {thread.hasNextPage && (
        <LoadMore
          shown={comments.length}
          hasMore
          pending={thread.isFetchingNextPage}
          onMore={() => void thread.fetchNextPage()}
        />
      )}
      {thread.isError && (
        <div role="alert" className="flex items-center gap-3 px-4 py-2 text-sm text-danger-text">
          {messages.failed} <Button onClick={() => void refetch()}>{ui.actions.retry}</Button>
        </div>
      )}
      {mayComment && (
        <CommentComposer
          org={reader.org}
          subject={subject}
          people={reader.people}
          locale={reader.locale}
          choosesAudience={reader.seesInternal}
          onSent={() => void refetch()}
        />
      )}
    </Card>
  )
}
