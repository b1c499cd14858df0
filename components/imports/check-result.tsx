'use client'

import { CircleCheck, CircleMinus, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Card } from '@/components/ui/card'
import { LoadMore } from '@/components/ui/pagination'
import { messages } from '@/lib/imports/messages'
import type { DryRun } from '@/lib/imports/queries'
import { ErrorTable } from './error-table'

const pageSize = 25

type Props = { result: DryRun; outdated: boolean; pending: boolean }

/** What a dry run found: counts, and the errors by line, some at a time. */
export function CheckResult({ result, outdated, pending }: Props) {
  const [shown, setShown] = useState(pageSize)
  const words = messages.check
  const { goodRows, badRows, skippedRows, errors, moreErrors } = result
  return (
    <Card title={words.heading} className="mt-4">
      <ul className="flex flex-col gap-1 text-sm">
        <li className="flex items-center gap-2">
          <CircleCheck aria-hidden className="size-4 text-success" /> {words.good(goodRows)}
        </li>
        <li className="flex items-center gap-2">
          {badRows === 0 ? (
            <CircleCheck aria-hidden className="size-4 text-success" />
          ) : (
            <TriangleAlert aria-hidden className="size-4 text-warning" />
          )}
          {words.bad(badRows)}
        </li>
        {skippedRows > 0 && (
          <li className="flex items-center gap-2">
            <CircleMinus aria-hidden className="size-4 text-ink-faint" /> {words.skipped(skippedRows)}
          </li>
        )}
        {outdated && <li className="text-warning-text">{pending ? words.checking : words.outdated}</li>}
      </ul>
      {errors.length > 0 && (
        <div className="-mx-4 mt-3 -mb-4 border-t">
          <h3 className="px-4 py-2 text-sm font-semibold">{messages.errors.heading}</h3>
          <ErrorTable errors={errors.slice(0, shown)} />
          <LoadMore
            shown={Math.min(shown, errors.length)}
            total={errors.length + moreErrors}
            hasMore={shown < errors.length}
            onMore={() => setShown((count) => count + pageSize)}
          />
          {moreErrors > 0 && shown >= errors.length && (
            <p className="px-4 pb-3 text-xs text-ink-faint">{messages.errors.more(moreErrors)}</p>
          )}
        </div>
      )}
    </Card>
  )
}
