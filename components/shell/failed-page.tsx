'use client'

import { useEffect, useState } from 'react'
import { EmptyState } from '../ui/empty-state'
import { Spinner } from '../ui/spinner'
import { pageWords } from './page-messages'

// Every page carries this one, so it stands on nothing that is larger than itself.
const cloudOff = (
  <svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d="M10.94 5.274A7 7 0 0 1 15.71 10h1.79a4.5 4.5 0 0 1 4.222 6.057M18.796 18.81A4.5 4.5 0 0 1 17.5 19H9A7 7 0 0 1 5.79 5.78M2 2l20 20" />
  </svg>
)
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

  const { title, description } = away === false ? pageWords.failed : pageWords.away
  return (
    <div role="alert">
      <EmptyState
        icon={cloudOff}
        title={title}
        description={
          <>
            {description}
            {away === false && reference && (
              <p className="mt-2 font-mono text-xs text-ink-faint">
                {pageWords.failed.reference}: {reference}
              </p>
            )}
          </>
        }
        action={
          away === false ? (
            <button
              type="button"
              onClick={retry}
              className="h-control rounded-md border border-line-strong bg-surface px-3 text-sm font-medium text-ink shadow-raised hover:bg-hover"
            >
              {pageWords.failed.retry}
            </button>
          ) : (
            <span className="flex items-center gap-2 text-xs text-ink-faint">
              <Spinner className="size-3.5" /> {pageWords.away.trying}
            </span>
          )
        }
      />
    </div>
  )
}
