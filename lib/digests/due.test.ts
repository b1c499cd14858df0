import { describe, expect, test } from 'vitest'
import { dueDigests, localTime } from './due'

const at = (iso: string, zone: string) => dueDigests(new Date(iso), zone).map(({ kind, period }) => `${kind} ${period}`)

describe('a digest is due', () => {
  test('at eight in the reader’s own morning', () => {
    expect(at('2026-11-20T07:00:00Z', 'Europe/Berlin')).toEqual(['daily 2026-11-20'])
    expect(at('2026-11-20T07:00:00Z', 'UTC')).toEqual([])
    expect(at('2026-11-20T22:00:00Z', 'Asia/Kolkata')).toEqual([])
    expect(at('2026-11-21T03:00:00Z', 'Asia/Kolkata')).toEqual(['daily 2026-11-21'])
  })

  test('with the weekly summary on Mondays only', () => {
    expect(at('2026-11-23T09:30:00Z', 'UTC')).toEqual(['daily 2026-11-23', 'weekly 2026-11-23'])
    expect(at('2026-11-24T09:30:00Z', 'UTC')).toEqual(['daily 2026-11-24'])
  })

  test('for its local day, also across the date line and in the hour that summer time skips', () => {
    expect(at('2026-11-22T19:00:00Z', 'Pacific/Auckland')).toEqual(['daily 2026-11-23'])
    expect(localTime(new Date('2026-03-29T01:30:00Z'), 'Europe/Berlin')).toEqual({
      date: '2026-03-29',
      hour: 3,
      weekday: 7,
    })
  })
})
