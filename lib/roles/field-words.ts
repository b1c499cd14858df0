import type { Grant, Permission } from '@/lib/core/permissions'

export const grants = { none: 'No', yes: 'Yes', own: 'Own', team: 'Team', all: 'All' }

/** What can be reached, by `module.resource`. */
export const resources: Record<string, string> = {
  'organization.settings': 'Settings',
  'organization.members': 'Members',
  'organization.roles': 'Roles',
  'organization.teams': 'Teams',
  'organization.audit': 'Audit trail',
  'organization.api': 'Access for programs',
  'organization.data': 'Data',
  'organization.billing': 'Plan and invoices',
  'crm.clients': 'Clients',
  'crm.leads': 'Leads',
  'projects.projects': 'Projects',
  'projects.budget': 'Budget',
  'finance.payments': 'Payments',
  'finance.reports': 'Reports',
  'tasks.tasks': 'Tasks',
  'tasks.comments': 'Comments',
  'support.tickets': 'Tickets',
}

/** What can be done with it. */
export const verbs: Record<string, string> = {
  view: 'View',
  create: 'Create',
  edit: 'Edit',
  delete: 'Delete',
  invite: 'Invite',
  remove: 'Suspend',
  manage: 'Manage',
  import: 'Import',
  export: 'Export',
  convert: 'Convert',
  status: 'Status',
  staff: 'Staff',
  share: 'Share',
  record: 'Record',
  verify: 'Verify',
  assign: 'Assign',
  view_internal: 'Team-only',
  moderate: 'Moderate',
  escalate: 'Escalate',
}

const lastDot = (permission: string) => permission.lastIndexOf('.')

/** `module.resource` of a permission. */
export const resourceOf = (permission: string): string => permission.slice(0, lastDot(permission))
const verbOf = (permission: string) => permission.slice(lastDot(permission) + 1)

/** Whether a text is the name of a permission, by its words: what reads the trail does without the whole catalogue. */
export const isPermission = (text: string): text is Permission =>
  Object.hasOwn(resources, resourceOf(text)) && Object.hasOwn(verbs, verbOf(text))

/** How far a permission reaches, in a word. */
export const grantWord = (grant: Grant | undefined): string =>
  grant === undefined ? grants.none : grant === true ? grants.yes : grants[grant]

/** What a permission is called in a line of text: "Clients, View". */
export const permissionName = (permission: Permission): string =>
  `${resources[resourceOf(permission)]}, ${verbs[verbOf(permission)]}`
