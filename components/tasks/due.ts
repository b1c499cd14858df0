import type { TaskStatus } from '@/lib/tasks/schema'

export type DueGroup = 'late' | 'today' | 'week' | 'later' | 'none'
export const dueGroups: readonly DueGroup[] = ['late', 'today', 'week', 'later', 'none']

/** Today as `2026-11-20` in an IANA time zone. */
export const todayIn = (timeZone: string, now = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)

/** A due day that has passed is late until the task is done. Both days as ISO dates. */
export const isLate = (dueOn: string | null, status: TaskStatus, today: string): boolean =>
  dueOn !== null && status !== 'DONE' && dueOn < today

/** The Sunday of the week (Monday first) in which `today` lies. */
function endOfWeek(today: string): string {
  const day = new Date(`${today}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + ((7 - day.getUTCDay()) % 7))
  return day.toISOString().slice(0, 10)
}

/** Where a day belongs in a list of open work; the week ends on Sunday. */
export function dueGroup(dueOn: string | null, today: string): DueGroup {
  if (dueOn === null) return 'none'
  if (dueOn < today) return 'late'
  if (dueOn === today) return 'today'
  return dueOn <= endOfWeek(today) ? 'week' : 'later'
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Made once per locale: making one costs more than a hundred uses of it. */
function dayFormat(locale: string, withYear: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${withYear}`
  const known = formats.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: withYear ? 'numeric' : undefined,
    timeZone: 'UTC',
  })
  formats.set(key, format)
  return format
}

/** `2026-11-20` as people of the locale write it; the year only when it is not this one. A day has no time zone. */
export const formatDay = (day: string, locale: string, today?: string): string =>
  dayFormat(locale, !(today && day.slice(0, 4) === today.slice(0, 4))).format(new Date(`${day}T00:00:00Z`))
