import { expect, test } from 'vitest'
import { daysBetween, dayText, todayIn } from './day-text'

test('a day stays the same day in every time zone', () => {
  expect(dayText('2026-03-01', 'en-GB')).toBe('1 Mar 2026')
})

test('today depends on where one is', () => {
  const moment = new Date('2026-11-20T23:30:00Z')
  expect(todayIn('Europe/Berlin', moment)).toBe('2026-11-21')
  expect(todayIn('America/New_York', moment)).toBe('2026-11-20')
})

test('days are counted across a change of the clocks', () => {
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
  expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2)
})
