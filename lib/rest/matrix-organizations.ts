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
import { archivedId } from './matrix-world'

/** What the matrix asks about logins, organizations, invitations, and what the platform may. */

export const password = 'correct horse battery staple'
export const refreshToken = 'the-refresh-token-of-the-matrix-0123456789'
const elsewhere = (status = 200): Expected => ({ status, told: 'elsewhere' })
const account = { name: 'Nora New', email: 'nora@new.test', password, organization: { name: 'New', slug: 'new-place' } }

/** Nobody in an organization runs the platform: lists are not there for them, writes are refused. */
const noPlatform = { status: 403, code: 'FORBIDDEN', missing: 'platform.admin' } as unknown as Expected
const platformList: Case = { expect: () => absent }
const platformWrite = (body: Case['body']): Case => ({ body, expect: () => noPlatform })
const aboutOrganization = platformWrite(({ facts }) => ({ organization: facts.id, reason: 'Why' }))
const aboutUser = platformWrite(({ facts }) => ({ user: facts.people[0]?.userId, reason: 'Why' }))
const founding = { ownerName: 'Nora', ownerEmail: 'nora@new.test', way: 'invitation' }
const platformDeclarations: Record<string, Case> = {
  'platform.organizationList': platformList,
  'platform.logo': platformList,
  'platform.userList': platformList,
  'platform.log': platformList,
  'platform.createOrganization': platformWrite(() => ({
    name: 'N',
    slug: 'n-1',
    contactEmail: 'n@n.test',
    ...founding,
  })),
  'platform.suspend': aboutOrganization,
  'platform.reinstate': aboutOrganization,
  'platform.archive': aboutOrganization,
  'platform.restore': aboutOrganization,
  'platform.disable': aboutUser,
  'platform.enable': aboutUser,
  'platform.endSessions': aboutUser,
}

/** A request of the platform is planted under the id of each team. */
const decidesGrant = on('team', {
  expect: (o, who, row) => {
    if (!o.facts.people.find((person) => person.id === who)?.owner) return { status: 403, code: 'OWNER_ONLY' }
    return row ? ok(204) : absent
  },
})

export const organizationDeclarations: Record<string, Case | Case[]> = {
  'accounts.register': { ...anybody(201, () => account), expect: () => elsewhere(201) },
  'accounts.token': anybody(200, ({ facts }) => ({
    email: `${facts.people.find((person) => person.owner)?.userId}@logins.test`,
    password,
  })),
  // A refreshed token is the same sign-in going on: its beginning and its end are told.
  'accounts.refresh': { body: () => ({ refreshToken }), expect: () => asItWas() },
  'accounts.logout': anybody(204, () => ({})),
  'accounts.whoAmI': anybody(),
  'accounts.organizationSecurity': holders('organization.settings.edit'),
  'accounts.setOrganizationSecurity': {
    body: () => ({ secondFactorRequired: true }),
    expect: (o, who) => {
      if (!o.grant(who, 'organization.settings.edit')) return lacks('organization.settings.edit')
      const first = !o.facts.people.find((person) => person.id === who)?.secondFactor
      return first ? { status: 409, code: 'SECOND_FACTOR_FIRST' } : ok()
    },
  },
  'organizations.list': anybody(),
  'organizations.create': {
    body: () => ({ name: 'Second', slug: 'second-place', contactEmail: 'hi@second.test' }),
    expect: () => elsewhere(201),
  },
  'organizations.get': anybody(),
  'organizations.setOwner': on('member', {
    body: ({ id }) => ({ member: id, password }),
    expect: (o, who, row, id) => {
      if (!uuid.test(id)) return invalid
      if (!row || !o.grant(who, 'organization.members.view')) return absent
      if (o.facts.people.find((person) => person.id === who)?.owner !== true) return { status: 403, code: 'OWNER_ONLY' }
      if (row.id === who) return invalid
      if (row.status === 'suspended') return { status: 409, code: 'SUSPENDED' }
      if (o.rolesOf(row.id).some(({ key }) => key === 'client')) return { status: 409, code: 'CLIENT_CONTACT' }
      // The old owner becomes admin; a world made by chance has no such role.
      const admin = o.facts.roles.some(({ key, deleted }) => key === 'admin' && !deleted)
      return admin ? ok() : { status: 409, code: 'ADMIN_ROLE_OFF' }
    },
  }),
  'organizations.archive': {
    body: () => ({ password }),
    expect: (o, who) =>
      o.facts.people.find((person) => person.id === who)?.owner ? ok(204) : { status: 403, code: 'OWNER_ONLY' },
  },
  'organizations.restore': [
    // It is not archived: its owner hears that it is there, everybody else that it is not theirs.
    {
      body: ({ facts }) => ({ organization: facts.id }),
      expect: (o, who) => (o.facts.people.find((person) => person.id === who)?.owner ? asItWas() : absent),
    },
    { name: 'an archived one', by: 'founder', body: () => ({ organization: archivedId }), expect: () => elsewhere() },
  ],
  'organizations.logo': anybody(),
  'organizations.changeLogo': {
    ...holders('organization.settings.edit', 204),
    // A WebP by its first letters.
    file: { name: 'logo.webp', content: 'RIFF$\0\0\0WEBPVP8 and the rest of it' },
  },
  'organizations.dropLogo': holders('organization.settings.edit', 204),
  'organizations.settings': holders('organization.settings.edit'),
  'organizations.setSettings': holders('organization.settings.edit', 200, () => ({
    version: 1,
    timeZone: 'Europe/Vienna',
  })),

  'audit.list': holders('organization.audit.view'),
  'audit.verify': holders('organization.audit.view'),
  ...platformDeclarations,
  'grants.list': holders('organization.audit.view'),
  'grants.allow': decidesGrant,
  'grants.end': decidesGrant,
  'proof.list': holders('organization.audit.view'),
  'proof.get': holders('organization.audit.view'),
  'proof.ask': holders('organization.audit.view', 201, () => ({})),
  'invitations.list': holders('organization.members.invite'),
  'invitations.create': {
    body: ({ facts }) => ({
      email: 'guest@guests.test',
      roleIds: [facts.roles.find(({ key }) => key !== 'client')?.id],
    }),
    expect: (o, who) => {
      if (!o.grant(who, 'organization.members.invite')) return lacks('organization.members.invite')
      return o.mayGrant(who, o.facts.roles.find(({ key }) => key !== 'client')?.id ?? '') ? ok(201) : invalid
    },
  },
  'invitations.createMemberWithPassword': {
    body: ({ facts }) => ({
      email: 'handed@guests.test',
      name: 'Hand Over',
      roleIds: [facts.roles.find(({ key }) => key !== 'client')?.id],
    }),
    expect: (o, who) => {
      if (!o.grant(who, 'organization.members.invite')) return lacks('organization.members.invite')
      return o.mayGrant(who, o.facts.roles.find(({ key }) => key !== 'client')?.id ?? '') ? ok(201) : invalid
    },
  },
  'invitations.createMany': {
    body: ({ facts }) => ({
      emails: ['one@guests.test', 'two@guests.test'],
      roleIds: [facts.roles.find(({ key }) => key !== 'client')?.id],
    }),
    expect: (o, who) => {
      if (!o.grant(who, 'organization.members.invite')) return lacks('organization.members.invite')
      return o.mayGrant(who, o.facts.roles.find(({ key }) => key !== 'client')?.id ?? '') ? ok() : invalid
    },
  },
  'invitations.resend': on('invitation', {
    expect: (o, who, row) => {
      if (!o.grant(who, 'organization.members.invite')) return lacks('organization.members.invite')
      if (!row) return absent
      return o.mayGrant(who, row.roleId) ? ok() : invalid
    },
  }),
  'invitations.revoke': on('invitation', {
    expect: (o, who, row) =>
      o.grant(who, 'organization.members.invite') ? (row ? ok(204) : absent) : lacks('organization.members.invite'),
  }),
}
