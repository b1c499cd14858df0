import { expect, test } from 'vitest'
import { localIn, momentIn } from './policy'

test('a local time is the moment that clocks there showed it, in summer and in winter', () => {
  expect(momentIn('2026-07-01T12:00', 'Europe/Berlin')?.toISOString()).toBe('2026-07-01T10:00:00.000Z')
  expect(momentIn('2026-12-01T12:00', 'Europe/Berlin')?.toISOString()).toBe('2026-12-01T11:00:00.000Z')
  expect(momentIn('2026-03-29T03:30', 'Europe/Berlin')?.toISOString()).toBe('2026-03-29T01:30:00.000Z')
  expect(momentIn('2026-11-20T10:00', 'America/New_York')?.toISOString()).toBe('2026-11-20T15:00:00.000Z')
  expect(momentIn('yesterday', 'UTC')).toBeNull()
  expect(momentIn('2026-13-45T10:00', 'UTC')).toBeNull()
})

test('and goes back to what it was written as', () => {
  for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns'])
    for (const local of ['2026-01-15T08:45', '2026-07-15T23:59'])
      expect(localIn(momentIn(local, zone) as Date, zone)).toBe(local)
})
