import { describe, expect, it } from 'vitest'
import { allPermissions } from '@/lib/core/permissions'
import { changesOf, valueText, wordsOfField } from './audit-values'

const reader = { locale: 'en', names: { m1: 'Dora Developer' }, currency: 'EUR' }

describe('an entry of the trail', () => {
  it('shows what was and what became of each field', () => {
    expect(changesOf({ status: 'TODO', assigneeId: null }, { status: 'DONE', assigneeId: 'm1' })).toEqual([
      { field: 'status', before: 'TODO', after: 'DONE', had: true },
      { field: 'assigneeId', before: null, after: 'm1', had: true },
    ])
  })

  it('of something new leaves out what says nothing', () => {
    expect(changesOf(null, { title: 'Ship it', dueOn: null, labels: [], description: '' })).toEqual([
      { field: 'title', before: undefined, after: 'Ship it', had: false },
    ])
  })

  it('leaves out what stayed as it was', () => {
    expect(changesOf({ name: 'Nina', roles: ['Member'] }, { name: 'Nina', roles: ['Developer'] })).toMatchObject([
      { field: 'roles' },
    ])
  })

  it('has a word for every permission there is, and takes nothing else for one', () => {
    expect(allPermissions.filter((permission) => !/^[A-Z][^.]*, [A-Z][^.]*$/.test(wordsOfField(permission)))).toEqual(
      [],
    )
    expect(
      ['dueOn', 'lobby.example.test', 'crm.leads', 'crm.leads.'].map((text) => valueText('note', text, reader)),
    ).toEqual(['dueOn', 'lobby.example.test', 'crm.leads', 'crm.leads.'])
  })

  it('calls permissions and their reach as the editor of roles does', () => {
    expect(wordsOfField('crm.leads.view')).toBe('Leads, View')
    expect(valueText('crm.leads.view', null, reader)).toBe('No')
    expect(valueText('crm.leads.view', 'team', reader)).toBe('Team')
    expect(valueText('permission', 'organization.settings.edit', reader)).toBe('Settings, Edit')
  })

  it('leaves names and codes as somebody wrote them', () => {
    expect(valueText('timeZone', 'UTC', reader)).toBe('UTC')
    expect(valueText('title', 'URGENT', reader)).toBe('URGENT')
    expect(valueText('key', 'SHOP', reader)).toBe('SHOP')
  })

  it('writes values as people do', () => {
    expect(valueText('status', 'IN_PROGRESS', reader)).toBe('In progress')
    expect(valueText('assigneeId', 'm1', reader)).toBe('Dora Developer')
    expect(valueText('amountMinor', 125000, reader)).toBe('€1,250.00')
    expect(valueText('amountMinor', 1250, reader, 'JPY')).toBe('¥1,250')
    expect(valueText('requiredShareBp', 1225, reader)).toBe('12.25 %')
    expect(valueText('dueOn', '2026-11-20', reader)).toBe('Nov 20, 2026')
    expect(valueText('shared', false, reader)).toBe('No')
    const handed = { tasks: { count: 7, to: 'Hanna' }, leads: { count: 1, to: null } }
    expect(valueText('handedOver', handed, reader)).toBe('Tasks: 7 to Hanna, Leads: 1 to nobody')
    expect(valueText('labels', ['a', 'b'], reader)).toBe('a, b')
    expect(valueText('estimate', null, reader)).toBe('empty')
    expect(wordsOfField('lastSeenOn')).toBe('Last seen on')
  })
})
