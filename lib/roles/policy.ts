import {
  allPermissions,
  covers,
  type Grant,
  type Permission,
  type Permissions,
  uncovered,
} from '@/lib/core/permissions'
import { builtinRoles } from './builtin'

/** The role of a client's contacts: nobody else holds it, and it may be narrowed but never widened. */
export const clientKey = 'client'

/** The most that a client's role may give: what it is delivered with. */
export const clientCeiling: Permissions = builtinRoles.find(({ key }) => key === clientKey)?.permissions ?? {}

/** What a built-in role was delivered with; undefined for a custom one. */
export const deliveredAs = (key: string) => builtinRoles.find((role) => role.key === key)

/** The first permission of a role that its key may not have; undefined when there is none. */
export const beyondClient = (key: string, wanted: Permissions): Permission | undefined =>
  key === clientKey ? uncovered(clientCeiling, wanted) : undefined

/** Whether somebody who holds `held` may give `grant` in a role of this key. */
export const mayGive = (held: Permissions, key: string, permission: Permission, grant: Grant): boolean =>
  covers(held, { [permission]: grant }) && !beyondClient(key, { [permission]: grant })

/** Permissions that differ between two states of a role, each with both grants, as the trail tells them. */
export function changesOf(before: Permissions, after: Permissions) {
  const names = allPermissions.filter((permission) => before[permission] !== after[permission])
  const pick = (from: Permissions) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]))
  return { before: pick(before), after: pick(after), names }
}
