'use client'

import { useEffect, useRef, useState } from 'react'

export type Choice = { value: string; label: string; hint?: string }

const PAUSE_MS = 200

/**
 * Choices that a server finds: asks after a short pause in typing, drops answers that come too late, and reports
 * loading and failure. With a fixed list it returns the list.
 */
export function useChoices(
  fixed: readonly Choice[] | undefined,
  search: ((query: string, signal: AbortSignal) => Promise<readonly Choice[]>) | undefined,
  query: string,
  open: boolean,
): { choices: readonly Choice[]; status: 'idle' | 'loading' | 'failed' } {
  const [found, setFound] = useState<readonly Choice[]>([])
  const [status, setStatus] = useState<'idle' | 'loading' | 'failed'>('idle')
  const latestSearch = useRef(search)
  useEffect(() => {
    latestSearch.current = search
  })
  const asks = search !== undefined && open
  useEffect(() => {
    if (!asks) return
    const controller = new AbortController()
    setStatus('loading')
    const timer = setTimeout(async () => {
      try {
        const choices = (await latestSearch.current?.(query, controller.signal)) ?? []
        if (controller.signal.aborted) return
        setFound(choices)
        setStatus('idle')
      } catch {
        if (!controller.signal.aborted) setStatus('failed')
      }
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [asks, query])
  return { choices: search ? found : (fixed ?? []), status }
}
