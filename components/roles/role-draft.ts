import {
  allPermissions,
  catalogue,
  type Grant,
  moduleOf,
  type Permission,
  type Permissions,
  readPermissions,
} from '@/lib/core/permissions'
import { grantWord, permissionName } from '@/lib/roles/field-words'
import { messages } from '@/lib/roles/messages'
import { beyondClient, changesOf, mayGive } from '@/lib/roles/policy'

/** A module as a table: resources down, actions across; a missing cell has nothing to decide. */
export type MatrixModule = {
  name: string
  actions: string[]
  rows: { resource: string; cells: (Permission | undefined)[] }[]
  permissions: Permission[]
}

const partsOf = (permission: Permission) => permission.split('.') as [module: string, resource: string, action: string]

/** The catalogue, laid out for reading. */
export const matrixModules: MatrixModule[] = [...new Set(allPermissions.map(moduleOf))].map((name) => {
  const permissions = allPermissions.filter((permission) => moduleOf(permission) === name)
  const used = new Set(permissions.map((permission) => partsOf(permission)[2]))
  // One order of columns for all modules: looking first.
  const actions = Object.keys(messages.verbs).filter((action) => used.has(action))
  const resources = [...new Set(permissions.map((permission) => partsOf(permission).slice(0, 2).join('.')))]
  const rows = resources.map((resource) => ({
    resource,
    cells: actions.map((action) => permissions.find((permission) => permission === `${resource}.${action}`)),
  }))
  return { name, actions, rows, permissions }
})

export const choicesOf = (permission: Permission): (Grant | undefined)[] =>
  catalogue[permission].kind === 'flag' ? [undefined, true] : [undefined, 'own', 'team', 'all']

/** Why the actor cannot choose this; undefined when they can. */
export function refusalOf(held: Permissions, key: string, permission: Permission, grant: Grant | undefined) {
  if (!grant || mayGive(held, key, permission, grant)) return undefined
  if (beyondClient(key, { [permission]: grant })) return messages.notForClients
  return held[permission] ? messages.heldLess(grantWord(held[permission])) : messages.notHeld
}

/** The same permissions with one cell changed. */
export function withGrant(permissions: Permissions, permission: Permission, grant: Grant | undefined): Permissions {
  const { [permission]: _, ...rest } = permissions
  return grant ? { ...rest, [permission]: grant } : rest
}

/** A grant as the value of a choice, and back. */
export const choiceValue = (grant: Grant | undefined): string => String(grant ?? 'none')
export const grantOf = (value: string): Grant | undefined =>
  value === 'none' ? undefined : value === 'true' ? true : (value as Grant)

const keyOf = (id: string) => `role-draft:${id}`

/** Keeps what is not saved yet while its author walks with it. */
export function keepDraft(id: string, draft: { version: number }): void {
  try {
    sessionStorage.setItem(keyOf(id), JSON.stringify(draft))
  } catch {
    // A private window may refuse storage; the draft is lost then, as with any reload.
  }
}

/** What was kept of a role as it still is, once. */
export function takeDraft<D extends { version: number }>(id: string, version: number): D | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(id)) ?? 'null') as D | null
    sessionStorage.removeItem(keyOf(id))
    return kept?.version === version ? kept : null
  } catch {
    return null
  }
}

export type EditedRole = {
  id: string
  key: string
  name: string
  description: string
  permissions: unknown
  version: number
}
/** A role while it is edited. */
export type RoleDraft = { name: string; description: string; permissions: Permissions; version: number }
export const draftOf = ({ name, description, permissions, version }: Omit<EditedRole, 'id' | 'key'>): RoleDraft => ({
  name,
  description,
  permissions: readPermissions(permissions),
  version,
})

/** What differs between two states of a role, in words. */
export function linesOf(before: RoleDraft, after: RoleDraft) {
  const { fields } = messages
  const given = changesOf(before.permissions, after.permissions).names
  return [
    { label: fields.name, before: before.name, after: after.name },
    { label: fields.description, before: before.description, after: after.description },
    ...given.map((permission) => ({
      label: permissionName(permission),
      before: grantWord(before.permissions[permission]),
      after: grantWord(after.permissions[permission]),
    })),
  ].filter((line) => line.before !== line.after)
}
