import { allPermissions, catalogue, type Grant, type Permission, type Permissions } from '@/lib/core/permissions'

export type BuiltinRole = { key: string; name: string; description: string; permissions: Permissions }

const scopes: Record<string, Grant> = { S: 'all', t: 'team', o: 'own', '✓': true }

/** DESIGN.md's table, row by row: S all, t team, o own, ✓ yes, – no. */
const roleKeys = ['admin', 'member', 'client', 'salesperson', 'verifier', 'project_manager', 'developer', 'support']
const table: Partial<Record<Permission, string>> = {
  'organization.members.view': '✓ ✓ – ✓ ✓ ✓ ✓ ✓',
  'crm.clients.view': 'S S – o S t – S',
  'crm.clients.create': '✓ – – ✓ – – – –',
  'crm.clients.edit': 'S – – o – – – –',
  'crm.leads.view': 'S – – o – – – –',
  'crm.leads.create': '✓ – – ✓ – – – –',
  'crm.leads.edit': 'S – – o – – – –',
  'crm.leads.convert': 'S – – o – – – –',
  'crm.leads.delete': 'S – – o – – – –',
  'projects.projects.view': 'S S o o S o o S',
  'projects.projects.create': '✓ – – ✓ – – – –',
  'projects.projects.edit': 'S – – o – o – –',
  'projects.projects.status': 'S – – – – o – –',
  'projects.projects.staff': 'S – – – – o – –',
  'projects.projects.share': 'S – – o – o – –',
  'projects.budget.view': 'S – o o S – – –',
  'finance.payments.record': 'S – o o – – – –',
  'finance.payments.verify': 'S – – – S – – –',
  'tasks.tasks.view': 'S S o t – t t S',
  'tasks.tasks.create': 'S – – – – t t –',
  'tasks.tasks.edit': 'S – – – – t o –',
  'tasks.tasks.assign': 'S – – – – t – –',
  'tasks.tasks.delete': 'S – – – – t o –',
  'tasks.comments.create': 'S t o t – t t S',
  'tasks.comments.view_internal': '✓ ✓ – ✓ – ✓ ✓ ✓',
  'tasks.comments.moderate': 'S – – – – t – –',
  'support.tickets.view': 'S S o o – t t S',
  'support.tickets.create': '✓ ✓ ✓ ✓ – ✓ ✓ ✓',
  'support.tickets.edit': 'S – o – – t o S',
  'support.tickets.assign': 'S – – – – t – S',
  'support.tickets.escalate': 'S – – – – t – S',
}

const words: Record<string, [name: string, description: string]> = {
  admin: ['Admin', 'Runs the organization: sees and does everything but transferring ownership.'],
  member: ['Member', 'Sees all projects and follows along.'],
  client: ['Client', 'A contact at a client: sees exactly the projects shared with them.'],
  salesperson: ['Salesperson', 'Wins clients, prices projects and records payments.'],
  verifier: ['Verifier', 'Confirms or rejects payments that others recorded.'],
  project_manager: ['Project manager', 'Plans, staffs and runs their projects.'],
  developer: ['Developer', 'Delivers the tasks of the projects they are on.'],
  support: ['Support', 'Looks after clients once a project is handed over.'],
}

/** Rows that the table does not name belong to the admin alone. */
const permissionsOf = (column: number): Permissions =>
  Object.fromEntries(
    allPermissions.flatMap((permission) => {
      const grant = table[permission]
        ? scopes[table[permission].split(' ')[column] ?? '–']
        : column === 0 && (catalogue[permission].kind === 'flag' ? true : ('all' as const))
      return grant ? [[permission, grant]] : []
    }),
  )

/** The eight roles that every organization starts with. */
export const builtinRoles: BuiltinRole[] = roleKeys.map((key, column) => {
  const [name, description] = words[key] as [string, string]
  return { key, name, description, permissions: permissionsOf(column) }
})
