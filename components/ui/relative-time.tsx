'use client'

import { useEffect, useState } from 'react'
import { timeWords } from './time-words'

export type RelativeTimeProps = {
  /** ISO 8601 with a zone, or a Date */
  value: string | Date
  /** of the reader; the same on server and client */
  locale?: string
  /** of the reader, for the exact time in the title */
  timeZone?: string
}

/**
 * A moment as people say it, with the exact time on hover. Server and browser may differ by a minute when the page is
 * taken over; the text of the server stays until the next minute, so nothing jumps and nothing is reported.
 */
export function RelativeTime({ value, locale = 'en', timeZone = 'UTC' }: RelativeTimeProps) {
  const date = typeof value === 'string' ? new Date(value) : value
  const at = date.getTime()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  if (Number.isNaN(at)) return null
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(date)
  return (
    <time
      dateTime={date.toISOString()}
      title={exact}
      suppressHydrationWarning
      className="whitespace-nowrap tabular-nums"
    >
      {timeWords(at, now, locale)}
    </time>
  )
}
