import { describe, expect, test } from 'vitest'
import type { BusinessCalendar } from '@/db/schema/organizations'
import {
  type Clocked,
  clockOf,
  duesOf,
  moveTo,
  nextStatuses,
  reprioritized,
  type TicketRules,
  warningsOf,
} from './policy'

const office: [string, string][] = [['09:00', '17:00']]
const calendar: BusinessCalendar = {
  week: { 1: office, 2: office, 3: office, 4: office, 5: office, 6: [], 7: [] },
  holidays: [],
}
const rules: TicketRules = {
  calendar,
  timeZone: 'UTC',
  targets: { MEDIUM: { response: 480, resolution: 2400 }, URGENT: { response: 60, resolution: 480 } },
}
const at = (text: string) => new Date(`${text}:00Z`)
// A Monday morning.
const opened = at('2026-11-16T09:00')
const ticket = (more: Partial<Clocked> = {}): Clocked => ({
  status: 'OPEN',
  priority: 'URGENT',
  createdAt: opened,
  respondedAt: null,
  waitingSince: null,
  resolvedAt: null,
  ...duesOf(rules, 'URGENT', opened),
  ...more,
})

describe('the targets of a ticket', () => {
  test('are working time from its creation', () => {
    expect(duesOf(rules, 'URGENT', opened)).toEqual({
      responseDueAt: at('2026-11-16T10:00'),
      resolutionDueAt: at('2026-11-16T17:00'),
    })
    expect(duesOf(rules, 'MEDIUM', at('2026-11-20T16:00')).responseDueAt).toEqual(at('2026-11-23T16:00'))
  })

  test('stand still while the client is asked, and move by the working time that it took', () => {
    const { set } = moveTo(rules, ticket(), 'WAITING_ON_CLIENT', at('2026-11-16T09:30'))
    expect(set).toMatchObject({ waitingSince: at('2026-11-16T09:30'), resolutionDueAt: at('2026-11-16T17:00') })
    const waiting = ticket(set)
    expect(clockOf(rules, waiting, at('2026-11-18T12:00'))).toMatchObject({ state: 'waiting', minutesLeft: 30 })
    const back = moveTo(rules, waiting, 'IN_PROGRESS', at('2026-11-17T10:30'))
    expect(back.waited).toBe(540)
    expect(back.set).toMatchObject({
      waitingSince: null,
      responseDueAt: at('2026-11-17T11:00'),
      resolutionDueAt: at('2026-11-18T10:00'),
    })
  })

  test('keep a first answer that was given where it was', () => {
    const answered = ticket({ respondedAt: at('2026-11-16T09:10'), status: 'WAITING_ON_CLIENT', waitingSince: opened })
    const { set } = moveTo(rules, answered, 'IN_PROGRESS', at('2026-11-16T12:00'))
    expect(set.responseDueAt).toEqual(at('2026-11-16T10:00'))
    expect(set.resolutionDueAt).toEqual(at('2026-11-17T12:00'))
  })

  test('leave out the time in which it was held to be resolved', () => {
    const resolved = ticket(moveTo(rules, ticket(), 'RESOLVED', at('2026-11-16T16:00')).set)
    expect(resolved.respondedAt).toEqual(at('2026-11-16T16:00'))
    const closed = ticket(moveTo(rules, resolved, 'CLOSED', at('2026-11-20T12:00')).set)
    expect(closed).toMatchObject({ resolvedAt: at('2026-11-16T16:00'), resolutionDueAt: at('2026-11-16T17:00') })
    const again = moveTo(rules, closed, 'OPEN', at('2026-11-23T09:00'))
    expect(again.set).toMatchObject({ resolvedAt: null, closedAt: null, resolutionDueAt: at('2026-11-23T10:00') })
  })

  test('are those of the new priority, plus what was waited', () => {
    expect(reprioritized(rules, ticket(), 'MEDIUM', 60)).toEqual({
      responseDueAt: at('2026-11-17T10:00'),
      resolutionDueAt: at('2026-11-23T10:00'),
    })
    const answered = ticket({ respondedAt: at('2026-11-16T09:10') })
    expect(reprioritized(rules, answered, 'MEDIUM', 0).responseDueAt).toEqual(at('2026-11-16T10:00'))
  })
})

describe('the clock', () => {
  test('shows the first answer until there is one, then the solution', () => {
    expect(clockOf(rules, ticket(), at('2026-11-16T09:15'))).toMatchObject({
      state: 'running',
      target: 'response',
      minutesLeft: 45,
      breached: false,
    })
    const answered = ticket({ respondedAt: at('2026-11-16T09:20') })
    expect(clockOf(rules, answered, at('2026-11-16T12:00'))).toMatchObject({ target: 'resolution', minutesLeft: 300 })
  })

  test('says that a target is missed, also when the client is asked afterwards', () => {
    expect(clockOf(rules, ticket(), at('2026-11-16T10:01'))).toMatchObject({ breached: true, minutesLeft: 0 })
    const late = ticket({ status: 'WAITING_ON_CLIENT', waitingSince: at('2026-11-16T11:00') })
    expect(clockOf(rules, late, at('2026-11-20T11:00'))).toMatchObject({ breached: true, state: 'waiting' })
  })

  test('warns when 80 % of the time is gone, then that it is missed, and never while it stands', () => {
    const warned = (time: string, more: Partial<Clocked> = {}) => warningsOf(rules, ticket(more), at(time))
    expect(warned('2026-11-16T09:47')).toEqual([])
    expect(warned('2026-11-16T09:48')).toEqual([{ target: 'response', level: 'near' }])
    expect(warned('2026-11-16T10:00')).toEqual([{ target: 'response', level: 'breached' }])
    expect(warned('2026-11-16T15:24', { respondedAt: opened })).toEqual([{ target: 'resolution', level: 'near' }])
    expect(warned('2026-11-17T15:24', { status: 'WAITING_ON_CLIENT', waitingSince: opened })).toEqual([])
    expect(warned('2026-11-17T15:24', { status: 'RESOLVED', resolvedAt: opened })).toEqual([])
  })
})

test('every status leads somewhere, and none to itself', () => {
  for (const [from, to] of Object.entries(nextStatuses)) {
    expect(to.length).toBeGreaterThan(0)
    expect(to).not.toContain(from)
  }
})
