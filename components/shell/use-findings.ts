'use client'

import { useEffect, useRef, useState } from 'react'
import type { Finding } from './command-palette'

const PAUSE_MS = 150
const MIN_LETTERS = 2

/** Findings for what is typed: matching actions at once, the server's a moment later. Late answers are dropped. */
export function useFindings(
  search: (query: string) => Promise<readonly Finding[]>,
  actions: readonly Finding[],
  query: string,
): { findings: readonly Finding[]; status: 'idle' | 'loading' | 'failed' } {
  const text = query.trim()
  const [found, setFound] = useState<{ for: string; findings: readonly Finding[]; failed: boolean } | null>(null)
  const latest = useRef(search)
  useEffect(() => {
    latest.current = search
  })
  useEffect(() => {
    if (text.length < MIN_LETTERS) return
    let current = true
    const timer = setTimeout(async () => {
      const answer = await latest.current(text).catch(() => null)
      if (current) setFound({ for: text, findings: answer ?? [], failed: answer === null })
    }, PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text])
  const wanted = text.toLocaleLowerCase()
  const matching = actions.filter((action) => action.label.toLocaleLowerCase().includes(wanted))
  if (text.length < MIN_LETTERS) return { findings: byGroup(matching), status: 'idle' }
  const status = found?.for !== text ? 'loading' : found.failed ? 'failed' : 'idle'
  // the last answer stays while the next one is on its way, so the list does not flicker
  return { findings: byGroup([...matching, ...(found?.findings ?? [])]), status }
}

/** The order in which they are shown, so that the arrow keys follow it. */
function byGroup(findings: readonly Finding[]): Finding[] {
  const groups = [...new Set(findings.map((finding) => finding.group))]
  return groups.flatMap((group) => findings.filter((finding) => finding.group === group))
}
