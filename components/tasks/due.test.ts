import { describe, expect, it } from 'vitest'
import { dueGroup, formatDay, isLate, todayIn } from './due'

describe('due days', () => {
  it('are late from the day after, and never once the task is done', () => {
    expect(isLate('2026-11-19', 'TODO', '2026-11-20')).toBe(true)
    expect(isLate('2026-11-20', 'TODO', '2026-11-20')).toBe(false)
    expect(isLate('2026-11-19', 'DONE', '2026-11-20')).toBe(false)
    expect(isLate(null, 'TODO', '2026-11-20')).toBe(false)
  })

  it('fall into the week that ends on Sunday', () => {
    const friday = '2026-11-20'
    expect(dueGroup('2026-11-19', friday)).toBe('late')
    expect(dueGroup('2026-11-20', friday)).toBe('today')
    expect(dueGroup('2026-11-22', friday)).toBe('week')
    expect(dueGroup('2026-11-23', friday)).toBe('later')
    expect(dueGroup(null, friday)).toBe('none')
  })

  it('know that on a Sunday the week is over', () => {
    expect(dueGroup('2026-11-22', '2026-11-22')).toBe('today')
    expect(dueGroup('2026-11-23', '2026-11-22')).toBe('later')
  })

  it('start at midnight of the reader, not of the server', () => {
    const lateEvening = new Date('2026-11-20T23:30:00Z')
    expect(todayIn('UTC', lateEvening)).toBe('2026-11-20')
    expect(todayIn('Europe/Berlin', lateEvening)).toBe('2026-11-21')
    expect(todayIn('America/New_York', lateEvening)).toBe('2026-11-20')
  })

  it('name the year only when it is another one', () => {
    expect(formatDay('2026-11-20', 'en', '2026-01-01')).toBe('Nov 20')
    expect(formatDay('2027-01-02', 'en', '2026-01-01')).toBe('Jan 2, 2027')
  })
})
