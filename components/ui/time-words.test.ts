import { expect, test } from 'vitest'
import { timeWords } from './time-words'

const now = Date.parse('2026-03-31T12:00:00Z')

test.each([
  ['2026-03-31T11:59:30Z', 'just now'],
  ['2026-03-31T12:00:59Z', 'just now'],
  ['2026-03-31T11:59:00Z', '1 minute ago'],
  ['2026-03-31T09:01:00Z', '2 hours ago'],
  ['2026-03-30T11:00:00Z', 'yesterday'],
  ['2026-04-02T13:00:00Z', 'in 2 days'],
  ['2026-04-07T11:59:00Z', 'in 7 days'],
  ['2026-04-07T09:00:00Z', 'in 6 days'],
  ['2026-03-01T12:00:00Z', '4 weeks ago'],
  ['2024-01-01T12:00:00Z', '2 years ago'],
])('%s is said as "%s"', (at, words) => {
  expect(timeWords(Date.parse(at), now, 'en')).toBe(words)
})

test('the words are in the language of the reader', () => {
  expect(timeWords(now - 3 * 3_600_000, now, 'de')).toBe('vor 3 Stunden')
})
