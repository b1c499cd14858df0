'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { queryString, readApi, retryUnlessRefused } from '@/components/shell/read-api'
import { Card } from '@/components/ui/card'
import { ErrorState } from '@/components/ui/error-state'
import { LoadMore } from '@/components/ui/pagination'
import type { Page } from '@/lib/core/page'
import { messages } from '@/lib/imports/messages'
import { ErrorTable, type LineError } from './error-table'

type Props = { org: string; project: string; importId: string; initial: Page<LineError> }

/** The errors of a finished import, loaded further on demand. */
export function ImportErrors({ org, project, importId, initial }: Props) {
  const errors = useInfiniteQuery({
    queryKey: ['import-errors', importId],
    queryFn: ({ pageParam: cursor, signal }) =>
      readApi<Page<LineError>>(
        org,
        `projects/${project}/imports/${importId}/errors${queryString({ cursor, limit: 50 })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [initial], pageParams: [null] },
    staleTime: Number.POSITIVE_INFINITY,
    retry: retryUnlessRefused,
  })
  const lines = errors.data.pages.flatMap((page) => page.items)
  return (
    <Card title={messages.errors.heading} flush className="mt-4">
      <ErrorTable errors={lines} />
      {errors.isFetchNextPageError && (
        <ErrorState title={messages.errors.failed} onRetry={() => void errors.fetchNextPage()} />
      )}
      <LoadMore
        shown={lines.length}
        hasMore={errors.hasNextPage}
        pending={errors.isFetchingNextPage}
        onMore={() => void errors.fetchNextPage()}
      />
    </Card>
  )
}
