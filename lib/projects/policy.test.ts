import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { progressOf, type RiskFacts, remainingTime, riskOf } from './policy'

const day = fc.integer({ min: 0, max: 400 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
const facts: fc.Arbitrary<RiskFacts> = fc
  .record({
    status: fc.constantFrom('ACTIVE' as const, 'ON_HOLD' as const),
    today: day,
    startsOn: day,
    dueOn: fc.option(day),
    openTasks: fc.integer({ min: 0, max: 50 }),
    overdueTasks: fc.integer({ min: 0, max: 50 }),
    remainingWork: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map((one) => ({
    ...one,
    startsOn: one.dueOn && one.dueOn < one.startsOn ? one.dueOn : one.startsOn,
    overdueTasks: Math.min(one.overdueTasks, one.openTasks),
  }))

const worse = { ON_TRACK: 0, AT_RISK: 1, LATE: 2 }
const height = (one: RiskFacts) => worse[riskOf(one) ?? 'ON_TRACK']

describe('the risk of a project', () => {
  test('is never made worse by a later due day, fewer overdue tasks or less work', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const later = one.dueOn && other.dueOn && other.dueOn > one.dueOn ? { ...one, dueOn: other.dueOn } : one
        expect(height(later)).toBeLessThanOrEqual(height(one))
        const fewer = { ...one, overdueTasks: Math.min(one.overdueTasks, other.overdueTasks) }
        expect(height(fewer)).toBeLessThanOrEqual(height(one))
        const less = { ...one, remainingWork: Math.min(one.remainingWork, other.remainingWork) }
        expect(height(less)).toBeLessThanOrEqual(height(one))
      }),
      { numRuns: 3_000, seed: 11 },
    )
  })

  test('only grows while the days pass and nothing is done', () => {
    fc.assert(
      fc.property(facts, day, (one, tomorrow) => {
        const later = { ...one, today: tomorrow > one.today ? tomorrow : one.today }
        expect(height(later)).toBeGreaterThanOrEqual(height(one))
      }),
      { numRuns: 3_000, seed: 12 },
    )
  })

  test('is none when nothing is open, and unsaid while nothing is promised', () => {
    fc.assert(
      fc.property(facts, (one) => {
        expect(riskOf({ ...one, openTasks: 0, overdueTasks: 0 })).toBe('ON_TRACK')
        for (const status of ['DRAFT', 'AWAITING_PAYMENT', 'COMPLETED', 'CANCELLED'] as const)
          expect(riskOf({ ...one, status })).toBeNull()
      }),
    )
  })

  const half: RiskFacts = {
    status: 'ACTIVE',
    today: '2026-01-06',
    startsOn: '2026-01-01',
    dueOn: '2026-01-10',
    openTasks: 5,
    overdueTasks: 0,
    remainingWork: 0.5,
  }
  test('is on track with half the work at half the time, and at risk with three quarters of it', () => {
    expect(remainingTime('2026-01-01', '2026-01-10', '2026-01-06')).toBe(0.5)
    expect(riskOf(half)).toBe('ON_TRACK')
    expect(riskOf({ ...half, remainingWork: 0.75 })).toBe('AT_RISK')
    expect(riskOf({ ...half, overdueTasks: 1 })).toBe('AT_RISK')
  })

  test('is late the day after the due day, not on it', () => {
    expect(riskOf({ ...half, today: '2026-01-10', remainingWork: 0.1 })).toBe('ON_TRACK')
    expect(riskOf({ ...half, today: '2026-01-11' })).toBe('LATE')
  })
})

describe('progress', () => {
  test('is weighed by estimates only when every task has one', () => {
    expect(progressOf({ done: 1, total: 2, estimated: 2, donePoints: 1, points: 4 })).toEqual({
      weighted: true,
      share: 0.25,
    })
    expect(progressOf({ done: 1, total: 2, estimated: 1, donePoints: 1, points: 1 })).toEqual({
      weighted: false,
      share: 0.5,
    })
    expect(progressOf({ done: 1, total: 2, estimated: 2, donePoints: 0, points: 0 })).toEqual({
      weighted: false,
      share: 0.5,
    })
    expect(progressOf({ done: 0, total: 0, estimated: 0, donePoints: 0, points: 0 })).toEqual({
      weighted: false,
      share: 0,
    })
  })
})
