import type { BusinessCalendar } from '@/db/schema/organizations'

/** When an organization works: its hours per weekday and its days off, in its IANA time zone. */
export type WorkingTime = { calendar: BusinessCalendar; timeZone: string }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Nobody plans further; it ends a search through a calendar that is all days off. */
const HORIZON_DAYS = 20 * 366

const formatters = new Map<string, Intl.DateTimeFormat>()
const formatterOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formatters.set(timeZone, made)
  return made
}

/** What a clock on the wall shows at an instant, as milliseconds of the same time in UTC. */
function wallClock(at: number, timeZone: string): number {
  const part: Record<string, number> = {}
  for (const { type, value } of formatterOf(timeZone).formatToParts(at)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

const offsetAt = (at: number, timeZone: string): number => {
  const second = Math.floor(at / 1000) * 1000
  return wallClock(second, timeZone) - second
}

type Stretch = { from: number; to: number; offset: number }

/** The time around a local day as stretches between which the clock on the wall is set forward or back. */
function stretchesAround(day: number, timeZone: string): Stretch[] {
  const [from, to] = [day - 16 * HOUR, day + DAY + 16 * HOUR]
  const [before, after] = [offsetAt(from, timeZone), offsetAt(to, timeZone)]
  if (before === after) return [{ from, to, offset: before }]
  let [low, high] = [from, to]
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (offsetAt(middle, timeZone) === before) low = middle
    else high = middle
  }
  return [
    { from, to: high, offset: before },
    { from: high, to, offset: after },
  ]
}

const minuteOfDay = (text: string): number => {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return Math.min(24 * 60, hours * 60 + minutes)
}

/** A weekday's hours in minutes of the day, in order, those that meet joined. */
function hoursOf(calendar: BusinessCalendar, weekday: number): [number, number][] {
  const given = (calendar.week[String(weekday)] ?? [])
    .map(([from, to]): [number, number] => [minuteOfDay(from), minuteOfDay(to)])
    .filter(([from, to]) => from < to)
    .sort(([a], [b]) => a - b)
  const joined: [number, number][] = []
  for (const [from, to] of given) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

const always: [number, number][] = [[0, 24 * 60]]

/** The stretches of working time from the local day of `at` on, as instants in milliseconds, in order. */
function* workingStretches({ calendar, timeZone }: WorkingTime, at: number): Generator<[number, number]> {
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => hoursOf(calendar, weekday))
  // A week without hours would stop every clock for ever; it means that nobody has set any.
  const unset = week.every((hours) => hours.length === 0)
  const holidays = new Set(calendar.holidays)
  const firstDay = Math.floor(wallClock(at, timeZone) / DAY) * DAY
  for (let count = 0; count < HORIZON_DAYS; count++) {
    const day = firstDay + count * DAY
    const hours = unset ? always : (week[(new Date(day).getUTCDay() + 6) % 7] ?? [])
    if (hours.length === 0 || holidays.has(new Date(day).toISOString().slice(0, 10))) continue
    for (const { from, to, offset } of stretchesAround(day, timeZone))
      for (const [opens, closes] of hours) {
        const start = Math.max(from, day + opens * MINUTE - offset)
        const end = Math.min(to, day + closes * MINUTE - offset)
        if (start < end) yield [start, end]
      }
  }
}

/**
 * The instant at which `minutes` of working time have passed since `from`. Hours that the clock skips do not count,
 * hours that it repeats count twice; a calendar without any hours counts around the clock.
 */
export function addWorkingMinutes(time: WorkingTime, from: Date, minutes: number): Date {
  let left = minutes * MINUTE
  if (left <= 0) return from
  for (const [start, end] of workingStretches(time, from.getTime())) {
    const begin = Math.max(start, from.getTime())
    if (end <= begin) continue
    if (left <= end - begin) return new Date(begin + left)
    left -= end - begin
  }
  return new Date(from.getTime() + HORIZON_DAYS * DAY + left)
}

/** Minutes of working time between two instants, fractions included; negative when `to` is before `from`. */
export function workingMinutes(time: WorkingTime, from: Date, to: Date): number {
  if (to < from) return -workingMinutes(time, to, from)
  let sum = 0
  for (const [start, end] of workingStretches(time, from.getTime())) {
    if (start >= to.getTime()) break
    sum += Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()))
  }
  return sum / MINUTE
}
