import { grants, resources, verbs } from './field-words'

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

const nounWords = {
  clients: ['client', 'clients'],
  leads: ['lead', 'leads'],
  projects: ['project', 'projects'],
  tasks: ['task', 'tasks'],
  tickets: ['ticket', 'tickets'],
  payments: ['payment', 'payments'],
} as const

export const messages = {
  title: 'Roles',
  description: 'What people may see and do. A member may hold several; together they give what any of them gives.',
  caption: 'Roles by name',
  columns: { name: 'Role', kind: 'Kind', state: 'State', holders: 'Held by' },
  kinds: { builtin: 'Built in', custom: 'Custom' },
  active: 'Active',
  inactive: 'Off',
  holders: (count: number) => (count === 0 ? 'Nobody' : many(count, 'person', 'people')),
  fields: { name: 'Name', description: 'Description', nameHint: 'A name that says what somebody does here.' },
  create: {
    open: 'New role',
    title: 'Make a role',
    description: 'Start with nothing, or with what another role gives.',
    from: 'Start from',
    empty: 'Nothing',
    submit: 'Make the role',
    done: (name: string) => `${name} was made`,
  },
  duplicate: {
    open: 'Duplicate',
    title: (name: string) => `Make a role like ${name}`,
    description: 'The new role starts with the same permissions and stands for itself.',
    proposal: (name: string) => `${name} (copy)`,
  },
  activate: 'Switch on',
  activated: (name: string) => `${name} is on`,
  deactivate: 'Switch off',
  deactivateTitle: (name: string) => `Switch ${name} off?`,
  deactivateText: (count: number) =>
    count === 0
      ? 'Nobody holds it now.'
      : `${many(count, 'person keeps', 'people keep')} it, and it gives them nothing.`,
  deactivated: (name: string) => `${name} is off`,
  reset: 'Reset',
  resetTitle: (name: string) => `Reset ${name} to how it was delivered?`,
  resetText: 'Name, description and every permission become what they were at the start.',
  resetDone: (name: string) => `${name} is as it was delivered`,
  delete: 'Delete',
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteText: 'You can take it back from the bin for 30 days.',
  inUse: 'Somebody holds it. Give them another role first.',
  deleted: (name: string) => `${name} was deleted`,
  actions: 'More about this role',
  readOnly: 'You may look at roles. Changing them needs “organization.roles.manage”.',
  holdersTitle: 'Who holds it',
  nobody: 'Nobody holds this role yet.',
  toMembers: 'Change the roles of members',
  matrix: 'Permissions',
  legend: 'Own, team and all say whose records it reaches. Arrow keys move between cells, Enter opens one.',
  collapse: (module: string) => `Show or hide ${module}`,
  lockingOut:
    'You hold this role yourself: once this is saved you cannot change roles any more, unless another role of yours lets you. Somebody else has to give it back.',
  moduleOff: 'Switched off',
  moduleOffText: 'Off for the whole organization: it gives nothing until the settings switch it on again.',
  given: (count: number, total: number) => `${count} of ${total} given`,
  resource: 'What',
  grants,
  cell: (resource: string, action: string, grant: string) => `${resource}, ${action}: ${grant}`,
  changedCell: (before: string) => `was ${before}`,
  notHeld: 'You do not hold this yourself.',
  heldLess: (grant: string) => `You hold this for “${grant}” only.`,
  notForClients: 'A client may never have this.',
  changeLine: (what: string, before: string, after: string) => `${what}: ${before} → ${after}`,
  rehearse: {
    open: 'What changes?',
    title: (name: string) => `What saving ${name} changes`,
    description: 'Counted now, with the rules that every list uses. Nothing is saved yet.',
    loading: 'Counting',
    reach: (holders: number, affected: number) =>
      holders === 0
        ? 'Nobody else holds this role, so nobody notices.'
        : affected === 0
          ? `${many(holders, 'person holds', 'people hold')} this role. Nothing changes for ${holders === 1 ? 'them' : 'any of them'}.`
          : holders === 1
            ? '1 person holds this role, and something changes for them.'
            : affected === holders
              ? `${holders} people hold this role, and something changes for all of them.`
              : `${holders} people hold this role. Something changes for ${affected} of them, who come first.`,
    same: 'Nothing changes: their other roles give as much.',
    gains: (what: string) => `gains ${what}`,
    loses: (what: string) => `loses ${what}`,
    noRecords: 'Sees the same records as before.',
    count: (noun: keyof typeof nounWords, count: number) => many(count, nounWords[noun][0], nounWords[noun][1]),
  },
  saved: (name: string) => `${name} was saved. It counts from the next click of everybody who holds it.`,
  modules: {
    organization: 'Organization',
    crm: 'Clients and leads',
    projects: 'Projects',
    finance: 'Finance',
    tasks: 'Tasks and conversations',
    support: 'Support',
  } as Record<string, string>,
  resources,
  verbs,
}
