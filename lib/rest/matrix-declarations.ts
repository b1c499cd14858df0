import type { Permission } from '@/lib/core/permissions'
import { accessDeclarations } from './matrix-access'
import {
  absent,
  anybody,
  assignee,
  below,
  type Case,
  change,
  type Expected,
  euro,
  holders,
  invalid,
  lacks,
  mapping,
  ok,
  on,
  onComment,
  one,
  projectIn,
  restore,
  staffOf,
  uuid,
} from './matrix-cases'
import { fileDeclarations } from './matrix-files'
import { leadDeclarations } from './matrix-leads'
import { roleDeclarations } from './matrix-roles'
import { importCsv } from './matrix-rows'
import { taskTools } from './matrix-task-tools'
import { ticketDeclarations } from './matrix-tickets'

/** What every operation is asked about, with which valid request, and what DESIGN.md says the answer is. */

export const password = 'correct horse battery staple'
export const refreshToken = 'the-refresh-token-of-the-matrix-0123456789'
const account = { name: 'Nora New', email: 'nora@new.test', password, organization: { name: 'New', slug: 'new-place' } }

/** An export is planted under the id of each import, of the same person; nobody else finds it. */
const ownExport = (permission?: Permission) =>
  on('import', {
    expect: (o, who, row) => (row?.createdBy === who && (!permission || o.grant(who, permission)) ? ok() : absent),
  })

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

export const declarations: Record<string, Case | Case[]> = {
  'accounts.register': anybody(201, () => account),
  'accounts.token': anybody(200, ({ facts }) => ({
    email: `${facts.people.find((person) => person.owner)?.userId}@logins.test`,
    password,
  })),
  'accounts.refresh': anybody(200, () => ({ refreshToken })),
  'accounts.logout': anybody(204, () => ({})),
  'accounts.whoAmI': anybody(),
  'accounts.organizationSecurity': holders('organization.settings.edit'),
  'accounts.setOrganizationSecurity': holders('organization.settings.edit', 200, () => ({
    secondFactorRequired: false,
  })),
  'organizations.list': anybody(),
  'organizations.create': anybody(201, () => ({
    name: 'Second',
    slug: 'second-place',
    contactEmail: 'hi@second.test',
  })),
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
  // It is not archived: its owner hears that it is there, everybody else that it is not theirs.
  'organizations.restore': {
    body: ({ facts }) => ({ organization: facts.id }),
    expect: (o, who) => (o.facts.people.find((person) => person.id === who)?.owner ? ok() : absent),
  },
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

  ...roleDeclarations,
  ...accessDeclarations,
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

  'clients.list': holders('crm.clients.view'),
  'clients.activity': one('client'),
  'clients.similar': holders('crm.clients.view'),
  'clients.create': holders('crm.clients.create', 201, () => ({ name: 'A new client', contacts: [{ name: 'Carla' }] })),
  'clients.get': one('client'),
  'clients.update': change('client', 'crm.clients.edit', { body: () => ({ version: 1, name: 'Renamed' }) }),
  'clients.remove': change('client', 'crm.clients.delete', {
    status: 204,
    after: (o, _, { id }) =>
      o.facts.projects.some((project) => project.client === id && !project.deleted)
        ? { status: 409, code: 'IN_USE' }
        : undefined,
  }),
  'clients.restore': restore('client', 'crm.clients.view', 'crm.clients.delete'),
  'clients.addContact': change('client', 'crm.clients.edit', { status: 201, body: () => ({ name: 'Carlo' }) }),

  ...leadDeclarations,

  'projects.list': holders('projects.projects.view'),
  'projects.create': on('client', {
    body: ({ id }) => ({ title: 'A new project', clientId: id, cost: euro(100) }),
    expect: (o, who, row) => {
      if (!o.grant(who, 'projects.projects.create')) return lacks('projects.projects.create')
      return row && o.seesClient(who, row) ? ok(201) : invalid
    },
  }),
  'projects.get': one('project'),
  'projects.update': [
    change('project', 'projects.projects.edit', { body: () => ({ version: 1, title: 'Renamed' }) }),
    change('project', 'projects.projects.edit', {
      name: 'its price',
      body: () => ({ version: 1, cost: euro(1_000) }),
      after: (o, who, row) => (o.seesBudget(who, row) ? undefined : lacks('projects.budget.view')),
    }),
  ],
  'projects.remove': change('project', 'projects.projects.delete', { status: 204 }),
  'projects.restore': restore('project', 'projects.projects.view', 'projects.projects.delete'),
  'projects.setStatus': change('project', 'projects.projects.status', {
    body: () => ({ status: 'ON_HOLD', note: 'The client is on holiday' }),
  }),
  'projects.setStaff': change('project', 'projects.projects.staff', {
    body: ({ facts }) => ({ memberIds: [facts.people.find((person) => person.owner)?.id] }),
  }),
  'projects.shares': below('projects.projects.share', true),
  'projects.setShares': change('project', 'projects.projects.share', {
    body: ({ facts, row }) => {
      const contacts = facts.contacts.filter(({ client, deleted }) => client === row?.client && !deleted)
      return { contactIds: contacts.slice(0, 1).map(({ id }) => id) }
    },
  }),

  'payments.list': holders('projects.budget.view'),
  'payments.listOfProject': below('projects.budget.view', true),
  'payments.record': change('project', 'finance.payments.record', {
    status: 201,
    body: () => ({ amount: euro(1), method: 'CASH', reference: 'till', paidOn: '2026-09-01' }),
  }),
  'payments.get': one('payment'),
  'payments.proof': one('payment'),
  'payments.decide': on('payment', {
    body: () => ({ decision: 'REJECTED', reason: 'It never arrived' }),
    expect: (o, who, row) => {
      if (!row || !o.seesPayment(who, row)) return absent
      if (!o.reachesProject(who, 'finance.payments.verify', o.projectOf(row))) return lacks('finance.payments.verify')
      if (row.recordedBy === who) return { status: 403, code: 'FOUR_EYES', missing: 'finance.payments.verify' }
      return row.decidedBy ? { status: 409, code: 'ALREADY_DECIDED' } : ok()
    },
  }),

  'tasks.list': holders('tasks.tasks.view'),
  'tasks.listOfProject': below('tasks.tasks.view'),
  'tasks.onBoard': on('project', {
    expect: (o, who, row) => (row && o.grant(who, 'tasks.tasks.view') && o.seesProject(who, row) ? ok() : absent),
  }),
  'tasks.create': [
    change('project', 'tasks.tasks.create', { status: 201, body: () => ({ title: 'A new task' }) }),
    change('project', 'tasks.tasks.create', {
      name: 'for somebody',
      status: 201,
      body: ({ facts, row }) => ({ title: 'A task for somebody', assigneeId: assignee(facts, row) }),
      after: (o, who, row) => {
        if (!o.grant(who, 'tasks.tasks.assign')) return lacks('tasks.tasks.assign')
        return staffOf(row).length > 0 ? undefined : invalid
      },
    }),
  ],
  'tasks.get': one('task'),
  'tasks.update': [
    change('task', 'tasks.tasks.edit', { body: () => ({ version: 1, status: 'DONE', title: 'Renamed' }) }),
    change('task', 'tasks.tasks.edit', {
      name: 'its assignee',
      body: ({ facts, row }) => ({
        version: 1,
        assigneeId: row?.assignee ? null : assignee(facts, projectIn(facts, row)),
      }),
      after: (o, who, row) => {
        if (!o.reachesTask(who, 'tasks.tasks.assign', row)) return lacks('tasks.tasks.assign')
        return row.assignee || staffOf(o.projectOf(row)).length > 0 ? undefined : invalid
      },
    }),
  ],
  'tasks.remove': change('task', 'tasks.tasks.delete', { status: 204 }),
  'tasks.restore': restore('task', 'tasks.tasks.view', 'tasks.tasks.delete'),

  ...taskTools,

  'comments.list': one('task'),
  'comments.create': change('task', 'tasks.comments.create', { status: 201, body: () => ({ body: 'Well said' }) }),
  'comments.get': one('comment'),
  'comments.update': onComment(200, () => ({ version: 1, body: 'Better said' })),
  'comments.remove': onComment(204),
  ...ticketDeclarations,
  ...fileDeclarations,

  'imports.list': below('projects.projects.edit', true),
  'imports.upload': change('project', 'projects.projects.edit', { status: 201, csv: importCsv }),
  'imports.get': one('import'),
  'imports.errors': one('import'),
  'imports.dryRun': one('import', 200, { body: () => ({ mapping }) }),
  'imports.undoPreview': one('import'),
  'imports.undo': one('import', 200, { body: () => ({}) }),
  'imports.start': one('import', 200, { body: () => ({ mapping, mode: 'KEEP_GOOD_ROWS' }) }),

  'exports.list': anybody(),
  'exports.start': {
    body: () => ({ list: 'payments', format: 'xlsx' }),
    expect: (o, who) => (o.grant(who, 'projects.budget.view') ? ok(201) : lacks('projects.budget.view')),
  },
  'exports.get': ownExport(),
  'exports.file': ownExport('tasks.tasks.view'),

  'bin.list': anybody(),

  'search.find': { query: '?q=nothing', expect: () => ok() },

  'notifications.list': anybody(),
  'notifications.unread': anybody(),
  'notifications.switches': anybody(),
  'notifications.setOne': on('project', {
    body: ({ id }) => ({ kind: 'comments', channel: 'mail', project: id, enabled: true }),
    expect: (o, who, row, id) => (id.length > 40 ? invalid : row && o.seesProject(who, row) ? ok() : absent),
  }),
  'notifications.mutes': anybody(),
  'notifications.read': on('notice', {
    body: ({ id }) => ({ ids: [id] }),
    expect: (_o, _who, _row, id) => (uuid.test(id) ? ok() : invalid),
  }),
}
