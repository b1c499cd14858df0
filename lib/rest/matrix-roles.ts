import { allPermissions, type Permission, type Permissions } from '@/lib/core/permissions'
import {
  absent,
  anybody,
  asItWas,
  type Case,
  type Expected,
  holders,
  invalid,
  lacks,
  ok,
  on,
  uuid,
} from './matrix-cases'
import type { Facts, PersonFact, RoleFact, TeamFact } from './matrix-facts'
import type { Oracle } from './matrix-oracle'

/** What the matrix asks about roles and about the roles of members: nobody gives, keeps or changes more than they hold. */

const view = 'organization.members.view'
const sees = (o: Oracle, who: string) => o.grant(who, view) !== undefined
const tooWide = (missing: Permission): Expected => ({ status: 403, code: 'TOO_WIDE', missing })
const conflict = (code: string): Expected => ({ status: 409, code })
const beyond = (o: Oracle, who: string, ...given: Permissions[]): Expected | undefined => {
  const missing = given.map((permissions) => o.beyond(who, permissions))
  const first = allPermissions.find((permission) => missing.includes(permission))
  return first && tooWide(first)
}
/** Only what must be somebody’s: what the owner could not hold is nobody’s then. */
const toTheOwner = ({ facts }: { facts: Facts }) => {
  const owner = facts.people.find((person) => person.owner)?.id
  return { takers: { clients: owner, leads: owner } }
}
const isHeld = (o: Oracle, role: RoleFact) =>
  o.facts.people.some(({ roleIds }) => roleIds.includes(role.id)) ||
  o.facts.invitations.some(({ roleId }) => roleId === role.id)

/** A command about a role, once it is there and roles may be managed. */
const manage = (
  status: number,
  rest: Omit<Case<RoleFact>, 'kind' | 'expect'>,
  expect: (o: Oracle, who: string, row: RoleFact) => Expected | undefined,
  deleted = false,
): Case =>
  on('role', {
    ...rest,
    expect: (o, who, row) => {
      if (!row || Boolean(row.deleted) !== deleted || !sees(o, who)) return absent
      if (!o.grant(who, 'organization.roles.manage')) return lacks('organization.roles.manage')
      return expect(o, who, row) ?? ok(status)
    },
  })

const covered = (o: Oracle, who: string, row: RoleFact) => beyond(o, who, row.permissions)
const wanted: Permissions = { 'tasks.tasks.view': 'all', 'support.tickets.create': true }
const nested = { tasks: { tasks: { view: 'all' } }, support: { tickets: { create: true } } }

/** A command about a member, once they are there and the permission is held. */
const onMember = (
  permission: Permission,
  status: number,
  rest: Omit<Case<PersonFact>, 'kind' | 'expect'>,
  expect: (o: Oracle, who: string, row: PersonFact) => Expected | undefined,
): Case =>
  on('member', {
    ...rest,
    expect: (o, who, row) => {
      if (!row || !sees(o, who)) return absent
      if (!o.grant(who, permission)) return lacks(permission)
      return expect(o, who, row) ?? ok(status)
    },
  })

const held = (o: Oracle, row: PersonFact) => o.rolesOf(row.id).map(({ permissions }) => permissions)

/** The complete list of one role. */
const given = (name: string, roleOf: (facts: Facts) => RoleFact | undefined): Case =>
  onMember(
    'organization.members.edit',
    200,
    { name, body: ({ facts }) => ({ version: 1, roleIds: [roleOf(facts)?.id] }) },
    (o, who, row) => {
      const role = roleOf(o.facts) as RoleFact
      if (row.owner) return conflict('OWNER')
      if (row.roleIds.length === 1 && row.roleIds[0] === role.id) return asItWas()
      if (o.rolesOf(row.id).some(({ key }) => key === 'client')) return invalid
      const adds = !row.roleIds.includes(role.id)
      if (adds && row.id === who) return invalid
      const kept = beyond(o, who, ...held(o, row))
      if (kept || !adds) return kept
      return !o.mayGrant(who, role.id) || role.key === 'client' ? invalid : undefined
    },
  )

/** A command about a team, once it is there and teams may be managed. */
const ofTeam = (status: number, rest: Omit<Case<TeamFact>, 'kind' | 'expect'> = {}, deleted = false): Case =>
  on('team', {
    ...rest,
    expect: (o, who, row) => {
      if (!row || Boolean(row.deleted) !== deleted || !sees(o, who)) return absent
      return o.grant(who, 'organization.teams.manage') ? ok(status) : lacks('organization.teams.manage')
    },
  })

/** Nobody looks around with eyes that see what they do not: own and team are other records with every person. */
const unseen = (o: Oracle, who: string, row: PersonFact): Expected | undefined => {
  const missing = allPermissions.find(
    (permission) => o.grant(row.id, permission) && !['all', true].includes(o.grant(who, permission) ?? ''),
  )
  const isOwner = o.facts.people.find(({ id }) => id === who)?.owner
  if (missing) return tooWide(missing)
  return row.owner && !isOwner ? { status: 403, code: 'TOO_WIDE' } : undefined
}

export const roleDeclarations: Record<string, Case | Case[]> = {
  'roles.list': holders(view),
  'roles.get': on('role', { expect: (o, who, row) => (row && !row.deleted && sees(o, who) ? ok() : absent) }),
  'roles.create': {
    body: () => ({ name: 'A new role', permissions: nested }),
    expect: (o, who) =>
      o.grant(who, 'organization.roles.manage')
        ? (beyond(o, who, wanted) ?? ok(201))
        : lacks('organization.roles.manage'),
  },
  'roles.duplicate': manage(201, { body: () => ({ name: 'A copy' }) }, covered),
  'roles.update': [
    manage(200, { body: () => ({ version: 1, description: 'In other words' }) }, covered),
    manage(
      200,
      { name: 'what it permits', body: () => ({ version: 1, permissions: nested }) },
      (o, who, row) => beyond(o, who, row.permissions, wanted) ?? (row.key === 'client' ? invalid : undefined),
    ),
  ],
  'roles.reset': manage(200, { body: () => ({ version: 1 }) }, (o, who, row) =>
    row.custom || row.key.startsWith('custom') ? conflict('CUSTOM_ROLE') : covered(o, who, row),
  ),
  'roles.setActive': manage(200, { body: () => ({ active: false }) }, covered),
  'roles.remove': manage(204, {}, (o, who, row) => {
    if (!row.custom) return conflict('BUILTIN_ROLE')
    return covered(o, who, row) ?? (isHeld(o, row) ? conflict('ROLE_IN_USE') : undefined)
  }),
  'roles.restore': manage(200, {}, covered, true),

  'roles.rehearse': on('role', {
    body: () => ({ permissions: nested }),
    expect: (o, who, row) => {
      if (!o.grant(who, 'organization.roles.manage')) return lacks('organization.roles.manage')
      return row && !row.deleted && sees(o, who) ? ok() : absent
    },
  }),
  'walks.get': anybody(),
  'walks.end': [
    { name: 'none', expect: () => asItWas(204) },
    { by: 'walker', expect: () => ok(204) },
  ],
  'walks.start': on('member', {
    body: ({ id }) => ({ member: id }),
    expect: (o, who, row, id) => {
      if (!o.grant(who, 'organization.roles.manage')) return lacks('organization.roles.manage')
      if (!uuid.test(id)) return invalid
      if (!row || !sees(o, who)) return absent
      if (row.status === 'suspended') return conflict('NOT_ACTIVE')
      return row.id === who ? invalid : (unseen(o, who, row) ?? ok())
    },
  }),

  'teams.list': holders(view),
  'teams.get': on('team', { expect: (o, who, row) => (row && !row.deleted && sees(o, who) ? ok() : absent) }),
  'teams.create': holders('organization.teams.manage', 201, () => ({ name: 'A new team' })),
  'teams.update': ofTeam(200, { body: () => ({ version: 1, name: 'Another name', memberIds: [] }) }),
  'teams.remove': ofTeam(204),
  'teams.restore': ofTeam(200, {}, true),

  'members.list': holders(view),
  'members.get': on('member', { expect: (o, who, row) => (row && sees(o, who) ? ok() : absent) }),
  'members.setRoles': [
    given('a narrow one', (facts) => facts.roles.find(({ key }) => key === 'member' || key === 'custom-1')),
    given('the widest', (facts) => facts.roles.find(({ key }) => key === 'admin' || key === 'custom-0')),
    given('the client’s', (facts) => facts.roles.find(({ key }) => key === 'client' || key === 'custom-2')),
  ],
  'members.suspend': onMember(
    'organization.members.remove',
    200,
    { body: () => ({ reason: 'On leave' }) },
    (_, who, row) => {
      if (row.owner) return conflict('OWNER')
      if (row.id === who) return conflict('OWN_SELF')
      return row.status === 'suspended' ? asItWas() : undefined
    },
  ),
  'members.getHoldings': on('member', {
    expect: (o, who, row) =>
      o.grant(who, 'organization.members.remove')
        ? row && sees(o, who)
          ? ok()
          : absent
        : lacks('organization.members.remove'),
  }),
  'members.remove': onMember('organization.members.remove', 200, { body: toTheOwner }, (o, who, row) =>
    row.owner ? conflict('OWNER') : row.id === who ? conflict('OWN_SELF') : beyond(o, who, ...held(o, row)),
  ),
  'members.getOwnHoldings': { expect: () => ok() },
  'members.leave': {
    body: toTheOwner,
    expect: (o, who) => (o.facts.people.find(({ id }) => id === who)?.owner ? conflict('OWNER') : ok()),
  },
  'members.reinstate': onMember('organization.members.remove', 204, {}, (o, who, row) =>
    row.status === 'suspended' ? beyond(o, who, ...held(o, row)) : asItWas(204),
  ),
}
