import { describe, expect, test } from 'vitest'
import { datesOf, dayNumber, dayText, marksOf, openingOf, rangeOf, shifted, spanOf } from './calendar'

const span = (from: string, to: string) => ({ from: dayNumber(from), to: dayNumber(to) })

describe('a bar on the timeline', () => {
  test('covers the days from its start to its due day, or the one day that is known', () => {
    expect(spanOf({ startsOn: '2026-11-02', dueOn: '2026-11-04' })).toEqual(span('2026-11-02', '2026-11-04'))
    expect(spanOf({ startsOn: null, dueOn: '2026-11-04' })).toEqual(span('2026-11-04', '2026-11-04'))
    expect(spanOf({ startsOn: null, dueOn: null })).toBeNull()
    expect(dayText(dayNumber('2028-02-29'))).toBe('2028-02-29')
  })

  test('moves as a whole, and is pulled at its ends down to one day', () => {
    const bar = span('2026-11-02', '2026-11-04')
    expect(shifted(bar, 'move', 3)).toEqual(span('2026-11-05', '2026-11-07'))
    expect(shifted(bar, 'start', 9)).toEqual(span('2026-11-04', '2026-11-04'))
    expect(shifted(bar, 'end', -9)).toEqual(span('2026-11-02', '2026-11-02'))
  })

  test('writes only the days that the task has, and both once it is pulled longer', () => {
    const due = { startsOn: null, dueOn: '2026-11-04' }
    expect(datesOf(due, 'move', span('2026-11-05', '2026-11-05'))).toEqual({ dueOn: '2026-11-05' })
    expect(datesOf(due, 'start', span('2026-11-01', '2026-11-04'))).toEqual({ startsOn: '2026-11-01' })
    expect(datesOf(due, 'end', span('2026-11-04', '2026-11-06'))).toEqual({
      startsOn: '2026-11-04',
      dueOn: '2026-11-06',
    })
    const started = { startsOn: '2026-11-01', dueOn: null }
    expect(datesOf(started, 'start', span('2026-11-01', '2026-11-01'))).toEqual({
      startsOn: '2026-11-01',
      dueOn: '2026-11-01',
    })
  })
})

describe('the days that are shown', () => {
  test('hold today and every bar, but not the year 9999', () => {
    const today = dayNumber('2026-11-20')
    const range = rangeOf([span('2026-10-01', '9999-01-01')], [], today)
    expect(range.from).toBeLessThan(dayNumber('2026-10-01'))
    expect(range.to - range.from).toBeLessThan(2_300)
    expect(rangeOf([], [], today).to).toBeGreaterThan(today)
  })

  test('are named by Mondays or by months', () => {
    const range = span('2026-10-30', '2026-11-20')
    expect(marksOf(range, 'week', 'en').map(({ label }) => label)).toEqual(['Nov 2', 'Nov 9', 'Nov 16'])
    expect(marksOf(range, 'month', 'en').map(({ label }) => label)).toEqual(['Nov 2026'])
  })
})

describe('a timeline opens', () => {
  const today = dayNumber('2026-11-21')
  const near = { from: 10, to: 30 }
  const old = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ from: today - 300 + at, to: today - 290 + at }))
  const current = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ from: today + at, to: today + at + 5 }))

  test('at the first bar near today, with the finished ones above it', () => {
    expect(openingOf([...old(200), ...current(20)], today, near, 10)).toEqual({ row: 200, day: today })
  })

  test('where most bars are seen at once, not at a single long bar from long ago', () => {
    const long = { from: today - 400, to: today + 400 }
    expect(openingOf([long, ...old(200), ...current(20)], today, near, 10)).toEqual({ row: 201, day: today })
    expect(openingOf([long, ...old(200)], today, near, 10)).toEqual({ row: 0, day: today })
  })

  test('at the nearest bar where none is near today, so that it is never empty', () => {
    expect(openingOf(old(100), today, near, 10)).toEqual({ row: 99, day: today - 191 })
    expect(openingOf([{ from: today + 90, to: today + 95 }], today, near, 10)).toEqual({ row: 0, day: today + 90 })
    expect(openingOf([], today, near, 10)).toEqual({ row: 0, day: today })
  })
})
