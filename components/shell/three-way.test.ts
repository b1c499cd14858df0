import { describe, expect, it } from 'vitest'
import { onTopOf } from './three-way'

describe('two people who edit the same thing', () => {
  const base = { name: 'Sales', share: '50', week: { 1: [['09:00', '17:00']], 2: [] }, off: ['crm'] }

  it('keep what the other changed where they changed nothing themselves', () => {
    expect(onTopOf(base, { ...base, name: 'Growth' }, { ...base, share: '40' })).toEqual({
      ...base,
      name: 'Growth',
      share: '40',
    })
  })

  it('keep their own where both changed the same', () => {
    expect(onTopOf(base, { ...base, name: 'Growth' }, { ...base, name: 'Revenue' }).name).toBe('Revenue')
  })

  it('change days, permissions and words of a list one by one', () => {
    const theirs = { ...base, week: { ...base.week, 2: [['10:00', '12:00']] }, off: ['crm', 'support'] }
    const mine = { ...base, week: { ...base.week, 1: [] }, off: [] as string[] }
    expect(onTopOf(base, theirs, mine)).toEqual({ ...base, week: { 1: [], 2: [['10:00', '12:00']] }, off: ['support'] })
    const given: Record<string, string> = { view: 'all', edit: 'own' }
    expect(onTopOf(given, { ...given, create: 'yes' }, { view: 'all' })).toEqual({ view: 'all', create: 'yes' })
  })
})
