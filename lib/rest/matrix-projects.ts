import {
  absent,
  asItWas,
  below,
  type Case,
  change,
  euro,
  holders,
  invalid,
  lacks,
  mapping,
  ok,
  on,
  one,
  restore,
} from './matrix-cases'
import { importCsv } from './matrix-rows'

/** What the matrix asks about clients, projects, their payments and imports. */

export const projectDeclarations: Record<string, Case | Case[]> = {
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
    after: (o, _, { members }) => {
      const [only, ...others] = o.facts.people.filter(({ id }) => members.includes(id))
      return only?.owner && others.length === 0 ? asItWas() : undefined
    },
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

  'imports.list': below('projects.projects.edit', true),
  'imports.upload': change('project', 'projects.projects.edit', { status: 201, csv: importCsv }),
  'imports.get': one('import'),
  'imports.errors': one('import'),
  'imports.dryRun': one('import', 200, { body: () => ({ mapping }) }),
  'imports.undoPreview': one('import'),
  'imports.undo': one('import', 200, { body: () => ({}) }),
  'imports.start': one('import', 200, { body: () => ({ mapping, mode: 'KEEP_GOOD_ROWS' }) }),
}
