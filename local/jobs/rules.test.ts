import { expect, test } from 'vitest'
import { isCron, nextTime } from './cron'
import { retryAfterMs } from './dispatch'
import { durationMs, momentOf } from './durations'
import { holds, keyOf } from './expressions'
import { seededEventId, ulid } from './ids'
import { outcomeOf, serverBackoff } from './outcome'
import { coversName } from './routing'

const call = {
  runId: 'R',
  functionId: 'app-f',
  stepId: null,
  attempt: 0,
  maxAttempts: 3,
  parallel: false,
  interruptions: 0,
}
const answered = (status: number, body: unknown, noRetry = false) =>
  ({ kind: 'answered', status, body, noRetry, retryAfterMs: null }) as const

test('durations are read as the SDK writes them', () => {
  expect(durationMs('1d2h30m10s')).toBe(95_410_000)
  expect(durationMs('2w')).toBe(1_209_600_000)
  expect(durationMs('soon')).toBeNull()
  expect(momentOf('10s', 0)).toEqual(new Date(10_000))
  expect(momentOf('1970-01-01T00:00:04.500Z')).toEqual(new Date(4500))
  expect(momentOf('nonsense')).toBeNull()
})

test('a cron keeps its local hour across the change of clocks, in UTC when it names no zone', () => {
  const winter = nextTime('CRON_TZ=Europe/Berlin 0 9 * * *', new Date('2027-03-27T12:00:00Z'))
  expect(winter.toISOString()).toBe('2027-03-28T07:00:00.000Z')
  expect(nextTime('0 9 * * 1', new Date('2027-03-27T12:00:00Z')).toISOString()).toBe('2027-03-29T09:00:00.000Z')
  expect(nextTime('TZ=Asia/Tokyo @daily', new Date('2027-01-01T00:00:00Z')).toISOString()).toBe(
    '2027-01-01T15:00:00.000Z',
  )
  expect(['* * * * * *', 'CRON_TZ=Nowhere/At_all 0 9 * * *', '61 * * * *', ''].map(isCron)).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('a condition that cannot be evaluated does not hold', () => {
  const event = { data: { n: 2, name: 'x' } }
  expect(holds('event.data.n > 1', { event })).toBe(true)
  expect(holds('event.data.missing > 1', { event })).toBe(false)
  expect(holds('event.data.n + event.data.name == "2x"', { event })).toBe(false)
  expect(holds('this is ((( no CEL', { event })).toBe(false)
  expect(holds('has(event.data.missing) && event.data.missing', { event })).toBe(false)
  expect(holds(undefined, { event })).toBe(true)
  expect(keyOf('event.data.n', { event })).toBe('2')
  expect(keyOf('event.data.name', { event })).toBe('"x"')
  expect(keyOf('event.data.missing', { event })).toBeNull()
})

test('ids sort by time, and repeat with their seed', () => {
  expect(ulid(1000) < ulid(2000)).toBe(true)
  expect(ulid(0, new Uint8Array(10))).toBe('0'.repeat(26))
  const seed = '1795206007068,hJJcSxAsHFOxcA=='
  expect(seededEventId(seed, 0)).toBe(seededEventId(seed, 0))
  expect(seededEventId(seed, 0)).not.toBe(seededEventId(seed, 1))
  expect(seededEventId('nonsense', 0)).toBeNull()
})

test('a star covers what follows it, but not the events of the server', () => {
  expect(coversName('app/*', 'app/user.created')).toBe(true)
  expect(coversName('app/*', 'other/user.created')).toBe(false)
  expect(coversName('*', 'inngest/function.failed')).toBe(false)
  expect(coversName('inngest/function.failed', 'inngest/function.failed')).toBe(true)
})

test('attempts are spaced from fifteen seconds to two hours, with jitter', () => {
  for (const [attempt, seconds] of [
    [0, 15],
    [1, 30],
    [4, 300],
    [9, 7200],
    [50, 7200],
  ] as const) {
    const delay = serverBackoff(attempt)
    expect(delay).toBeGreaterThanOrEqual(seconds * 1000)
    expect(delay).toBeLessThanOrEqual(seconds * 1000 + 30_000)
  }
  expect([retryAfterMs('2'), retryAfterMs('0'), retryAfterMs('9999999'), retryAfterMs('x')]).toEqual([
    2000,
    1000,
    86_400_000,
    null,
  ])
  expect(retryAfterMs('1970-01-01T00:00:05Z', 0)).toBe(5000)
})

test('a failed function is tried again until its attempts are used up', () => {
  const error = { name: 'Error', message: 'broken' }
  const backoff = () => 7
  expect(outcomeOf(answered(500, error), call, backoff, [])).toMatchObject({
    retry: { attempt: 1, delayMs: 7, error: 'Error: broken' },
  })
  const last = { ...call, attempt: 2 }
  expect(outcomeOf(answered(500, error), last, backoff, []).finish?.status).toBe('Failed')
  expect(outcomeOf(answered(400, error, true), call, backoff, []).finish?.status).toBe('Failed')
})

test('an app that falls over in each call is forgiven ten times, then it costs attempts', () => {
  const gone = { kind: 'unreachable', refused: false, reason: 'other side closed' } as const
  const backoff = () => 7
  expect(outcomeOf(gone, call, backoff, []).retry).toMatchObject({ attempt: 0, interruptions: 1 })
  expect(outcomeOf(gone, { ...call, interruptions: 10 }, backoff, []).retry).toMatchObject({
    attempt: 1,
    interruptions: 0,
  })
  const spent = { ...call, interruptions: 10, attempt: 2 }
  expect(outcomeOf(gone, spent, backoff, []).finish?.status).toBe('Failed')
  expect(outcomeOf({ ...gone, refused: true }, spent, backoff, []).retry).toMatchObject({
    attempt: 2,
    interruptions: 10,
  })
})

test('an operation that only the hosted service has fails the run and is named', () => {
  const settlement = outcomeOf(answered(206, [{ id: 'a', op: 'AIGateway' }]), call, () => 7, [])
  expect(settlement.finish).toMatchObject({ status: 'Failed', error: expect.stringContaining('AIGateway') })
})
