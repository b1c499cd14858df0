/** What can be permitted, and the words that explain it. A permission is `module.resource.action`. */

export type Scope = 'own' | 'team' | 'all'
export type Grant = true | Scope

const yesNo = (description: string) => ({ kind: 'flag' as const, description })
const scoped = (description: string) => ({ kind: 'scope' as const, description })

export const catalogue = {
  'organization.settings.edit': yesNo('change the settings of the organization'),
  'organization.members.view': yesNo('see the list of members'),
  'organization.members.invite': yesNo('invite people'),
  'organization.members.edit': yesNo('change the roles and teams of members'),
  'organization.members.remove': yesNo('suspend and remove members'),
  'organization.roles.manage': yesNo('create and change roles'),
  'organization.teams.manage': yesNo('create and change teams'),
  'organization.audit.view': yesNo('see the audit trail'),
  'organization.api.manage': yesNo('manage access for programs'),
  'organization.data.import': yesNo('import data of the whole organization'),
  'organization.data.export': yesNo('export data of the whole organization'),
  'organization.billing.view': yesNo('see the plan and invoices'),
  'organization.billing.manage': yesNo('change the plan'),
  'crm.clients.view': scoped('see clients and their contacts'),
  'crm.clients.create': yesNo('add clients'),
  'crm.clients.edit': scoped('change clients and their contacts'),
  'crm.clients.delete': scoped('delete clients'),
  'crm.leads.view': scoped('see leads'),
  'crm.leads.create': yesNo('add leads'),
  'crm.leads.edit': scoped('change leads'),
  'crm.leads.convert': scoped('turn leads into clients'),
  'crm.leads.delete': scoped('delete leads'),
  'projects.projects.view': scoped('see projects'),
  'projects.projects.create': yesNo('create projects'),
  'projects.projects.edit': scoped('change projects'),
  'projects.projects.status': scoped('change the status of projects'),
  'projects.projects.staff': scoped('decide who works on a project'),
  'projects.projects.share': scoped('share projects with the client'),
  'projects.projects.delete': scoped('delete projects'),
  'projects.budget.view': scoped('see the cost, the discount and the payments of projects'),
  'finance.payments.record': scoped('record payments'),
  'finance.payments.verify': scoped('verify or reject payments that somebody else recorded'),
  'finance.reports.view': yesNo('see financial reports'),
  'tasks.tasks.view': scoped('see tasks'),
  'tasks.tasks.create': scoped('create tasks'),
  'tasks.tasks.edit': scoped('change tasks'),
  'tasks.tasks.assign': scoped('assign tasks'),
  'tasks.tasks.delete': scoped('delete tasks'),
  'tasks.comments.create': scoped('comment'),
  'tasks.comments.view_internal': yesNo('see comments that are not shared with the client'),
  'tasks.comments.moderate': scoped('edit and delete comments of others'),
  'support.tickets.view': scoped('see tickets'),
  'support.tickets.create': yesNo('open tickets'),
  'support.tickets.edit': scoped('change tickets'),
  'support.tickets.assign': scoped('assign tickets'),
  'support.tickets.escalate': scoped('escalate tickets'),
} as const

export type Permission = keyof typeof catalogue
export type Permissions = Readonly<Partial<Record<Permission, Grant>>>
/** As stored with a role: `{"crm": {"clients": {"view": "team", "create": true}}}`. */
export type NestedPermissions = Record<string, Record<string, Record<string, Grant>>>

export const allPermissions = Object.keys(catalogue) as Permission[]
const width: Record<Scope, number> = { own: 1, team: 2, all: 3 }

const isGrantFor = (permission: Permission, value: unknown): value is Grant =>
  catalogue[permission].kind === 'flag' ? value === true : value === 'own' || value === 'team' || value === 'all'

/** Flattens a role's stored JSON. Whatever is unknown, misspelt or of the wrong kind means no. */
export function readPermissions(stored: unknown): Permissions {
  const flat: Partial<Record<Permission, Grant>> = {}
  for (const permission of allPermissions) {
    let value: unknown = stored
    for (const part of permission.split('.'))
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined
    if (isGrantFor(permission, value)) flat[permission] = value
  }
  return flat
}

/** Names every entry of a role's JSON that the catalogue does not allow; empty when it may be saved. */
export function wrongPermissions(nested: unknown): string[] {
  const wrong: string[] = []
  const walk = (value: unknown, path: string[]) => {
    if (path.length < 3 && typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [part, below] of Object.entries(value)) walk(below, [...path, part])
      return
    }
    const name = path.join('.')
    const known = allPermissions.find((permission) => permission === name)
    if (!known || !(value === false || isGrantFor(known, value))) wrong.push(name)
  }
  walk(nested, [])
  return wrong
}

/** The nested form of flat permissions, as a role stores it. */
export function nestPermissions(flat: Permissions): NestedPermissions {
  const nested: NestedPermissions = {}
  for (const [permission, grant] of Object.entries(flat)) {
    const [module, resource, action] = permission.split('.') as [string, string, string]
    nested[module] ??= {}
    nested[module][resource] ??= {}
    nested[module][resource][action] = grant
  }
  return nested
}

/** Several roles merge upwards: yes wins, the wider scope wins. A module that is switched off takes its permissions away. */
export function mergePermissions(roles: Permissions[], modulesOff: readonly string[] = []): Permissions {
  const merged: Partial<Record<Permission, Grant>> = {}
  for (const permission of allPermissions) {
    if (modulesOff.includes(moduleOf(permission))) continue
    for (const role of roles) {
      const grant = role[permission]
      const held = merged[permission]
      if (grant && (!held || (grant !== true && held !== true && width[grant] > width[held])))
        merged[permission] = grant
    }
  }
  return merged
}

/** What the owner holds: everything, less the modules that are switched off. */
export const everything = (modulesOff: readonly string[] = []): Permissions =>
  mergePermissions(
    [Object.fromEntries(allPermissions.map((permission) => [permission, widest(permission)]))],
    modulesOff,
  )

/** What of it only lets one look. */
export const onlyViewing = (held: Permissions): Permissions =>
  Object.fromEntries(Object.entries(held).filter(([permission]) => /\.view(_\w+)?$/.test(permission)))

/** Whether `held` covers all of `wanted`: nobody can grant more than they hold. */
export const covers = (held: Permissions, wanted: Permissions): boolean =>
  allPermissions.every((permission) => {
    const want = wanted[permission]
    const have = held[permission]
    return (
      !want || (have !== undefined && (want === true || have === true ? have === want : width[have] >= width[want]))
    )
  })

/** The first permission of `wanted` that `held` does not cover; undefined when it covers all of them. */
export const uncovered = (held: Permissions, wanted: Permissions): Permission | undefined =>
  allPermissions.find((permission) => !covers(held, { [permission]: wanted[permission] }))

/**
 * The first permission with which somebody else reaches what `held` does not. Own and team are other records with every
 * person, so that only *all* covers them.
 */
export const uncoveredIn = (held: Permissions, theirs: Permissions): Permission | undefined =>
  allPermissions.find((permission) => theirs[permission] && held[permission] !== widest(permission))

export const moduleOf = (permission: Permission): string => permission.slice(0, permission.indexOf('.'))
const widest = (permission: Permission): Grant => (catalogue[permission].kind === 'flag' ? true : 'all')
