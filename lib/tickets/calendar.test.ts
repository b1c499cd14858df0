import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BusinessCalendar } from '@/db/schema/organizations'
import { addWorkingMinutes, type WorkingTime, workingMinutes } from './calendar'

const office: [string, string][] = [['09:00', '17:00']]
const usual: BusinessCalendar = {
  week: { 1: office, 2: office, 3: office, 4: office, 5: office, 6: [], 7: [] },
  holidays: ['2026-12-25'],
}
const berlin: WorkingTime = { calendar: usual, timeZone: 'Europe/Berlin' }
const around: [string, string][] = [['00:00', '24:00']]
const dayAndNight = (timeZone: string): WorkingTime => ({
  calendar: { week: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, around])), holidays: [] },
  timeZone,
})
const reached = (time: WorkingTime, from: string, minutes: number) =>
  addWorkingMinutes(time, new Date(from), minutes).toISOString()

describe('working time', () => {
  test('goes on in the next working hours', () => {
    expect(reached(berlin, '2026-11-20T15:00:00Z', 60)).toBe('2026-11-20T16:00:00.000Z')
    expect(reached(berlin, '2026-11-20T15:00:00Z', 120)).toBe('2026-11-23T09:00:00.000Z')
    expect(reached(berlin, '2026-11-21T12:00:00Z', 1)).toBe('2026-11-23T08:01:00.000Z')
  })

  test('leaves days off out', () => {
    expect(reached(berlin, '2026-12-24T15:00:00Z', 120)).toBe('2026-12-28T09:00:00.000Z')
    expect(workingMinutes(berlin, new Date('2026-12-24T00:00:00Z'), new Date('2026-12-27T00:00:00Z'))).toBe(480)
  })

  test('counts the hour that comes twice twice, and the one that is skipped not at all', () => {
    const day = (zone: string, date: string, next: string) =>
      workingMinutes(dayAndNight(zone), new Date(date), new Date(next)) / 60
    expect(day('Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(23)
    expect(day('Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(25)
    // The skipped hour lies inside these hours: from 01:30 to 03:30 on the wall is one hour.
    const night = { calendar: { week: { 7: [['01:30', '03:30']] as [string, string][] }, holidays: [] } }
    const on = { ...night, timeZone: 'Europe/Berlin' }
    expect(workingMinutes(on, new Date('2026-03-29T00:00:00Z'), new Date('2026-03-29T12:00:00Z'))).toBe(60)
    expect(workingMinutes(on, new Date('2026-10-24T22:00:00Z'), new Date('2026-10-25T12:00:00Z'))).toBe(180)
  })

  test('keeps the hours on the wall when the clocks change', () => {
    expect(reached(berlin, '2026-03-27T15:00:00Z', 120)).toBe('2026-03-30T08:00:00.000Z')
    expect(reached(berlin, '2026-10-23T14:00:00Z', 120)).toBe('2026-10-26T09:00:00.000Z')
  })

  test('runs around the clock where nobody has set hours', () => {
    const empty: WorkingTime = { calendar: { week: {}, holidays: [] }, timeZone: 'Asia/Kathmandu' }
    expect(reached(empty, '2026-11-21T22:00:00Z', 600)).toBe('2026-11-22T08:00:00.000Z')
  })
})

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia']
const clockTime = fc
  .integer({ min: 0, max: 96 })
  .map(
    (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
  )
const hours = fc.array(fc.tuple(clockTime, clockTime), { maxLength: 3 })
const instant = fc.integer({ min: 0, max: 2 * 366 * 24 * 60 }).map((n) => new Date(Date.UTC(2026, 0, 1) + n * 60_000))
const anyTime: fc.Arbitrary<WorkingTime> = fc.record({
  calendar: fc.record({
    week: fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), hours),
    holidays: fc.array(
      instant.map((at) => at.toISOString().slice(0, 10)),
      { maxLength: 20 },
    ),
  }),
  timeZone: fc.constantFrom(...zones),
})

/** Minute by minute: is this minute on the wall within the hours of its day? */
function counted({ calendar, timeZone }: WorkingTime, from: Date, to: Date): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const open = Object.values(calendar.week).some((day) => day.some(([a, b]) => a < b))
  let count = 0
  for (let at = from.getTime(); at < to.getTime(); at += 60_000) {
    const [date = '', clock = ''] = format.format(at).split(', ')
    const weekday = ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
    const inHours = (calendar.week[String(weekday)] ?? []).some(([a, b]) => a <= clock && clock < b)
    if (!calendar.holidays.includes(date) && (inHours || !open)) count++
  }
  return count
}

describe('whatever the calendar', () => {
  test('it is what one counts minute by minute', () => {
    const span = fc.integer({ min: 0, max: 3 * 24 * 60 })
    const changes = fc.constantFrom(
      ...['2026-03-28', '2026-10-24', '2026-03-07', '2026-10-31', '2026-04-04', '2026-10-03'].map(
        (date) => new Date(`${date}T12:00:00Z`),
      ),
    )
    fc.assert(
      fc.property(anyTime, fc.oneof(instant, changes), span, (time, from, minutes) => {
        const to = new Date(from.getTime() + minutes * 60_000)
        expect(workingMinutes(time, from, to)).toBe(counted(time, from, to))
      }),
      { numRuns: 150, seed: 12 },
    )
  })

  test('adding and measuring undo each other, and parts add up', () => {
    const some = fc.integer({ min: 1, max: 5_000 })
    fc.assert(
      fc.property(anyTime, instant, some, some, (time, from, a, b) => {
        const [one, both] = [addWorkingMinutes(time, from, a), addWorkingMinutes(time, from, a + b)]
        expect(workingMinutes(time, from, one)).toBeCloseTo(a, 6)
        expect(workingMinutes(time, one, from)).toBeCloseTo(-a, 6)
        expect(addWorkingMinutes(time, one, b)).toEqual(both)
        expect(both > one).toBe(true)
      }),
      { numRuns: 200, seed: 12 },
    )
  })
})
