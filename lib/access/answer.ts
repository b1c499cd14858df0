import type { Context } from '@/lib/core/context'
import { covers, type Grant, moduleOf, type Permission, type Permissions } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import { activeMembers, type Colleague } from '@/lib/members/active'
import { type FoundRecord, type Relation, relationsOf } from './find'
import {
  joiningReaches,
  mayHold,
  needsOf,
  type Reason,
  reasonsAt,
  rolesGiving,
  smallestGrant,
  type Ways,
} from './policy'

type Named = { id: string; name: string }
export type Need = {
  permission: Permission
  grant: Grant | null
  roles: Named[]
  reasons: Reason[]
}
export type Fix = {
  /** The smallest grants that change the answer; empty when no role may give them. */
  grants: { permission: Permission; grant: Grant }[]
  /** Being put on the record's project would do as well. */
  join: boolean
}

const none: Relation = { ways: [], parts: [], open: null }

/** Without a record only holding the permission counts, however far it reaches. */
const held: Ways = [{ grant: 'own', by: 'held', whose: 'own', holds: true }]
const anywhere = (ways: Ways): Ways => [...ways, ...held, { ...held[0], grant: 'team' } as Ways[number]]

/** The decision about one person, one record (or none) and one permission, taken apart. */
export function judge(
  person: Pick<Colleague, 'owner' | 'roles' | 'roleKeys' | 'permissions'>,
  permission: Permission,
  record: FoundRecord | null,
  relation: Relation = none,
) {
  const ways = record ? relation.ways : anywhere([])
  const needs = (record ? needsOf(record.place, permission, relation.open?.length === 0) : [permission]).map(
    (name): Need => {
      const grant = person.permissions[name] ?? null
      const reasons = reasonsAt(grant ?? undefined, ways)
      return { permission: name, grant, roles: grant ? rolesGiving(person.roles, name, grant) : [], reasons }
    },
  )
  const unmet = needs.filter(({ reasons }) => reasons.length === 0)
  return {
    allowed: unmet.length === 0,
    needs,
    missing: unmet[0]?.permission ?? null,
    fix: fixOf(person, unmet, record, ways),
  }
}

function fixOf(person: Pick<Colleague, 'roleKeys'>, unmet: Need[], record: FoundRecord | null, ways: Ways): Fix | null {
  if (unmet.length === 0) return null
  const smallest = unmet.flatMap(({ permission }) => {
    const grant = smallestGrant(permission, ways)
    return grant ? [{ permission, grant }] : []
  })
  const wanted = Object.fromEntries(smallest.map(({ permission, grant }) => [permission, grant]))
  const outside = person.roleKeys.includes('client')
  return {
    grants: mayHold(person.roleKeys, wanted) ? smallest : [],
    join: !!record?.project && !outside && unmet.every(({ grant }) => joiningReaches(grant ?? undefined, ways)),
  }
}

/** The module whose being off is why; null when it is on. */
export const switchedOff = (ctx: Context, needs: Need[]): string | null =>
  needs
    .filter(({ grant }) => !grant)
    .map(({ permission }) => moduleOf(permission))
    .find((name) => ctx.organization.modulesOff.includes(name)) ?? null

/** Who could change it, and by what means. */
export type Grantor = Named & { by: 'settings' | 'roles' | 'project' }

/** Colleagues who could change the answer themselves, by name. Nobody gives more than they hold, or to themselves. */
export async function grantorsOf(
  tx: Tx,
  ctx: Context,
  { record, fix, off, of }: { record: FoundRecord | null; fix: Fix; off: string | null; of: string },
): Promise<Grantor[]> {
  const people = (await activeMembers(tx, ctx)).filter(({ id }) => id !== of)
  const wanted: Permissions = Object.fromEntries(fix.grants.map(({ permission, grant }) => [permission, grant]))
  const holds = (person: Colleague, permission: Permission) => person.permissions[permission] !== undefined
  const gives = (person: Colleague) =>
    fix.grants.length > 0 &&
    (holds(person, 'organization.members.edit') || holds(person, 'organization.roles.manage')) &&
    covers(person.permissions, wanted)
  const staffing = fix.join && record?.project ? people.filter((one) => holds(one, 'projects.projects.staff')) : []
  const project = {
    ...(record as FoundRecord),
    type: 'project' as const,
    place: 'project' as const,
    id: record?.project ?? '',
  }
  const relations = await relationsOf(
    tx,
    ctx,
    project,
    staffing.map(({ id }) => id),
  )
  const staffs = (one: Colleague) =>
    staffing.includes(one) && judge(one, 'projects.projects.staff', project, relations.get(one.id)).allowed
  return people
    .flatMap((person): Grantor[] => {
      const { id, name } = person
      if (off) return holds(person, 'organization.settings.edit') ? [{ id, name, by: 'settings' }] : []
      if (staffs(person)) return [{ id, name, by: 'project' }]
      return gives(person) ? [{ id, name, by: 'roles' }] : []
    })
    .sort((a, b) => a.name.localeCompare(b.name, ctx.organization.locale))
}
