import { messages } from './messages'

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** "3 hours ago", "in 2 days", "just now" below a minute; in the reader's language. Both times in milliseconds. */
export function timeWords(at: number, now: number, locale: string): string {
  const seconds = (at - now) / 1000
  const step = steps.find(([, size]) => Math.abs(seconds) >= size)
  if (!step) return messages.time.now
  // What was promised for seven days a moment ago is not over in six.
  const count = Math.trunc(seconds / step[1] + (seconds > 0 ? 0.04 : 0))
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(count, step[0])
}
