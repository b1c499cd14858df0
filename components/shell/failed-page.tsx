'use client'

import { CloudOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { EmptyState } from '../ui/empty-state'
import { ErrorState } from '../ui/error-state'
import { Spinner } from '../ui/spinner'
import { pageWords } from './page-messages'

const EVERY_MS = 3_000
const SETTLED_MS = 10_000
let lastRetry = 0

/**
 * Stands where a page failed. Asks the server's health: while something is away it says so and tries again by itself;
 * when all is well it tries once, and then leaves it to the reader.
 */
export function FailedPage({ reference, retry }: { reference?: string; retry: () => void }) {
  const [away, setAway] = useState<boolean | null>(null)
  useEffect(() => {
    let left = false
    let timer: ReturnType<typeof setTimeout>
    async function look() {
      const health = await fetch('/api/health', { cache: 'no-store' }).catch(() => null)
      if (left) return
      if (!health?.ok) {
        setAway(true)
        timer = setTimeout(look, EVERY_MS)
        return
      }
      // health may be back before we ask; a second failure right after a retry is no outage
      const again = Date.now() - lastRetry > SETTLED_MS
      if (!again) return setAway(false)
      lastRetry = Date.now()
      retry()
      timer = setTimeout(look, EVERY_MS)
    }
    void look()
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [retry])

  if (away === false)
    return (
      <ErrorState
        title={pageWords.failed.title}
        description={pageWords.failed.description}
        reference={reference}
        onRetry={retry}
      />
    )
  return (
    <div role="alert">
      <EmptyState
        icon={<CloudOff />}
        title={pageWords.away.title}
        description={pageWords.away.description}
        action={
          <span className="flex items-center gap-2 text-xs text-ink-faint">
            <Spinner className="size-3.5" /> {pageWords.away.trying}
          </span>
        }
      />
    </div>
  )
}
