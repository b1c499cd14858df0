import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { builtinRoles } from '@/lib/roles/builtin'
import {
  allPermissions,
  catalogue,
  covers,
  everything,
  type Grant,
  mergePermissions,
  nestPermissions,
  type Permissions,
  readPermissions,
  wrongPermissions,
} from './permissions'

const grants = fc.constantFrom<(Grant | undefined)[]>(undefined, 'own', 'team', 'all')
const permissions: fc.Arbitrary<Permissions> = fc
  .array(fc.tuple(fc.constantFrom(...allPermissions), grants), { maxLength: 30 })
  .map((pairs) =>
    Object.fromEntries(
      pairs.flatMap(([permission, grant]) =>
        grant ? [[permission, catalogue[permission].kind === 'flag' ? true : grant]] : [],
      ),
    ),
  )

describe('several roles', () => {
  test('give at least what each of them gives, and no more than all of them together', () =>
    fc.assert(
      fc.property(fc.array(permissions, { maxLength: 4 }), (roles) => {
        const merged = mergePermissions(roles)
        expect(roles.every((role) => covers(merged, role))).toBe(true)
        for (const [permission, grant] of Object.entries(merged))
          expect(roles.some((role) => role[permission as keyof Permissions] === grant)).toBe(true)
      }),
    ))

  test('give nothing of a module that is switched off', () => {
    const merged = mergePermissions([everything()], ['tasks'])
    expect(Object.keys(merged).some((permission) => permission.startsWith('tasks.'))).toBe(false)
    expect(merged['crm.clients.view']).toBe('all')
  })
})

describe('a role’s stored JSON', () => {
  test('comes back as it was saved', () =>
    fc.assert(
      fc.property(permissions, (flat) => {
        expect(readPermissions(nestPermissions(flat))).toEqual(flat)
      }),
    ))

  test('means no where it is unknown, misspelt or of the wrong kind', () =>
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (junk) => {
        expect(Object.keys(readPermissions(junk))).toEqual([])
      }),
    ))

  test('is refused by name when it says what the catalogue does not know', () => {
    expect(wrongPermissions({ crm: { clients: { view: 'everything', create: 'all', fly: true } }, tasks: 1 })).toEqual([
      'crm.clients.view',
      'crm.clients.create',
      'crm.clients.fly',
      'tasks',
    ])
    expect(wrongPermissions({ crm: { clients: { view: 'team', create: true, edit: false } } })).toEqual([])
  })

  test('cannot reach into the prototype', () => {
    expect(readPermissions(JSON.parse('{"__proto__": {"clients": {"view": "all"}}, "constructor": true}'))).toEqual({})
  })
})

describe('granting', () => {
  test('nobody covers more than they hold', () => {
    expect(covers({ 'crm.clients.view': 'team' }, { 'crm.clients.view': 'own' })).toBe(true)
    expect(covers({ 'crm.clients.view': 'own' }, { 'crm.clients.view': 'team' })).toBe(false)
    expect(covers({}, { 'crm.clients.create': true })).toBe(false)
    expect(covers(everything(), everything())).toBe(true)
  })
})

describe('the built-in roles', () => {
  const role = (key: string) => builtinRoles.find((candidate) => candidate.key === key)?.permissions ?? {}

  test('are eight, and the admin holds everything', () => {
    expect(builtinRoles.map(({ key }) => key)).toEqual([
      'admin',
      'member',
      'client',
      'salesperson',
      'verifier',
      'project_manager',
      'developer',
      'support',
    ])
    expect(role('admin')).toEqual(everything())
  })

  test('follow the table of the design', () => {
    expect(role('client')).toEqual({
      'projects.projects.view': 'own',
      'projects.budget.view': 'own',
      'finance.payments.record': 'own',
      'tasks.tasks.view': 'own',
      'tasks.comments.create': 'own',
      'support.tickets.view': 'own',
      'support.tickets.create': true,
      'support.tickets.edit': 'own',
    })
    expect(role('verifier')).toEqual({
      'organization.members.view': true,
      'crm.clients.view': 'all',
      'projects.projects.view': 'all',
      'projects.budget.view': 'all',
      'finance.payments.verify': 'all',
    })
    expect(role('developer')).toMatchObject({
      'tasks.tasks.create': 'team',
      'tasks.tasks.edit': 'own',
      'tasks.tasks.delete': 'own',
    })
    expect(role('developer')['tasks.tasks.assign']).toBeUndefined()
    expect(role('member')).toMatchObject({ 'projects.projects.view': 'all', 'tasks.comments.create': 'team' })
  })
})
