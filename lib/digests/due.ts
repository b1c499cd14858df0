/** The mails that come by the clock: each at its hour in the reader's own time zone, once per period. */
export type DigestKind = 'daily' | 'weekly' | 'inactive'

const schedule: Record<DigestKind, { hour: number; weekday?: number }> = {
  daily: { hour: 8 },
  weekly: { hour: 9, weekday: 1 },
  inactive: { hour: 10 },
}

export const digestKinds = Object.keys(schedule) as DigestKind[]

/** Date, hour and weekday (Monday = 1) at `now` in an IANA time zone. */
export function localTime(now: Date, timeZone: string): { date: string; hour: number; weekday: number } {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
    })
      .formatToParts(now)
      .map((part) => [part.type, part.value]),
  )
  const date = `${parts.year}-${parts.month}-${parts.day}`
  return { date, hour: Number(parts.hour), weekday: ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1 }
}

/**
 * Which mails are due for a reader now, with the local day as the name of the period. Late by up to three hours still
 * counts: a server that was down at eight sends at nine, and the period's name keeps it from sending twice.
 */
export function dueDigests(now: Date, timeZone: string): { kind: DigestKind; period: string }[] {
  const { date, hour, weekday } = localTime(now, timeZone)
  return digestKinds
    .filter((kind) => {
      const { hour: from, weekday: day } = schedule[kind]
      return hour >= from && hour < from + 3 && (day === undefined || day === weekday)
    })
    .map((kind) => ({ kind, period: date }))
}
