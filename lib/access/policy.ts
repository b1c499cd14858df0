import {
  catalogue,
  covers,
  type Grant,
  type Permission,
  type Permissions,
  readPermissions,
} from '@/lib/core/permissions'
import { clientCeiling, clientKey } from '@/lib/roles/policy'
import type { Place, RecordType } from './schema'

/** Seeing a record takes all of these; what lies on it, them too. */
export const seeing: Record<Place, Permission[]> = {
  client: ['crm.clients.view'],
  lead: ['crm.leads.view'],
  project: ['projects.projects.view'],
  payment: ['projects.projects.view', 'projects.budget.view'],
  task: ['tasks.tasks.view'],
  ticket: ['support.tickets.view'],
}

/** What else is decided on one record: the scoped permissions that reach it by its own predicate. */
const doing: Record<Place, Permission[]> = {
  client: ['crm.clients.edit', 'crm.clients.delete'],
  lead: ['crm.leads.edit', 'crm.leads.convert', 'crm.leads.delete'],
  project: [
    'projects.projects.edit',
    'projects.projects.status',
    'projects.projects.staff',
    'projects.projects.share',
    'projects.projects.delete',
    'projects.budget.view',
    'finance.payments.record',
    'tasks.tasks.create',
    'tasks.comments.create',
    'tasks.comments.moderate',
  ],
  payment: ['finance.payments.verify'],
  task: [
    'tasks.tasks.edit',
    'tasks.tasks.assign',
    'tasks.tasks.delete',
    'tasks.comments.create',
    'tasks.comments.moderate',
  ],
  ticket: [
    'support.tickets.edit',
    'support.tickets.assign',
    'support.tickets.escalate',
    'tasks.comments.create',
    'tasks.comments.moderate',
  ],
}

/** What else is decided on a comment or a file: whether its author, or somebody else, may change it. */
const conversing: Permission[] = ['tasks.comments.create', 'tasks.comments.moderate']

/** The permissions that a record, or what lies on it, can be asked about. */
export const askable = ({ type, place }: { type: RecordType; place: Place }): Permission[] => [
  ...seeing[place],
  ...(type === place ? doing[place] : conversing),
]

/** Shows what is hidden from others: comments and files for the team only. */
const uncovering: Permission = 'tasks.comments.view_internal'
/** Why something that lies on a record is not hidden from somebody. */
export const openings = ['made', 'shared'] as const
export type Opening = (typeof openings)[number]

/** What has to hold for `permission` to reach a record: seeing it first. */
export const needsOf = (place: Place, permission: Permission, hidden: boolean): Permission[] => [
  ...new Set([...(hidden ? [uncovering] : []), ...seeing[place], permission]),
]

export const reasons = ['held', 'all', 'made', 'owner', 'assignee', 'part', 'project', 'shared'] as const
export type ReasonBy = (typeof reasons)[number]
/** Why a permission reaches a record: by what, and whether by oneself or by somebody of one's team. */
export type Reason = { by: ReasonBy; whose: 'own' | 'team' }
/** Which terms of a scope hold for one person and one record; the database answered each. */
export type Ways = { grant: 'own' | 'team'; by: ReasonBy; whose: 'own' | 'team'; holds: boolean }[]

/** Why a grant reaches the record; empty when it does not. The same choice of terms as `defineScope` makes. */
export function reasonsAt(grant: Grant | undefined, ways: Ways): Reason[] {
  if (!grant) return []
  if (grant === true) return [{ by: 'held', whose: 'own' }]
  if (grant === 'all') return [{ by: 'all', whose: 'own' }]
  const mine = new Set(ways.filter(({ whose, holds }) => holds && whose === 'own').map(({ by }) => by))
  return ways
    .filter((way) => way.grant === grant && way.holds)
    .map(({ by }) => ({ by, whose: mine.has(by) ? ('own' as const) : ('team' as const) }))
}

/** The smallest grant of a permission that would reach the record; undefined when none would. */
export const smallestGrant = (permission: Permission, ways: Ways): Grant | undefined =>
  (catalogue[permission].kind === 'flag' ? [true as const] : (['own', 'team', 'all'] as const)).find(
    (grant) => reasonsAt(grant, ways).length > 0,
  )

/** Whether being put on the record's project would make a grant reach it. */
export const joiningReaches = (grant: Grant | undefined, ways: Ways): boolean =>
  ways.some(
    (way) =>
      (way.by === 'part' || way.by === 'project') && (way.grant === grant || (grant === 'team' && way.grant === 'own')),
  )

/** Whether roles can give this to somebody: a client's contact holds one role, which is never wider than delivered. */
export const mayHold = (roleKeys: string[], grants: Permissions): boolean =>
  !roleKeys.includes(clientKey) || covers(clientCeiling, grants)

/** The roles that give a permission as widely as it is held. */
export const rolesGiving = (
  roles: { id: string; name: string; permissions: unknown }[],
  permission: Permission,
  grant: Grant,
) =>
  roles.filter((role) => readPermissions(role.permissions)[permission] === grant).map(({ id, name }) => ({ id, name }))
