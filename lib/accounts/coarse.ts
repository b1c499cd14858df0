import { effectivePermissions } from '@/lib/core/context'
import type { Permission } from '@/lib/core/permissions'
import type { Person } from '@/lib/core/transaction'

/** The rooms of an organization that need a permission to enter; every other room is for every member. */
export const roomPermissions: Record<string, Permission> = {
  clients: 'crm.clients.view',
  leads: 'crm.leads.view',
  projects: 'projects.projects.view',
  payments: 'projects.budget.view',
  tasks: 'tasks.tasks.view',
  tickets: 'support.tickets.view',
  members: 'organization.members.view',
  audit: 'organization.audit.view',
  roles: 'organization.members.view',
  settings: 'organization.settings.edit',
  teams: 'organization.members.view',
}

const rooms = Object.keys(roomPermissions)

/** What the token carries for the middleware: per organization a bit for each room; `at` is when, in milliseconds. */
export type CoarseAccess = { orgs: Record<string, number>; platform: boolean; at: number }

export const coarseAccess = (person: Person): CoarseAccess => ({
  orgs: Object.fromEntries(
    person.memberships.map(({ slug, owner, roles }) => {
      const permissions = effectivePermissions(owner, roles)
      const bits = rooms.map((room, bit) => (permissions[roomPermissions[room] as Permission] ? 1 << bit : 0))
      return [slug, bits.reduce((mask, bit) => mask | bit, 0)]
    }),
  ),
  platform: person.platformAdmin,
  at: Date.now(),
})

/** What the token would say about a path; false means only that the database must be asked again. */
export function tokenAllows(access: Partial<CoarseAccess>, slug: string, room: string | undefined): boolean {
  if (slug === 'platform') return access.platform === true
  // They may have been allowed to look in; the page asks.
  if (access.platform === true) return true
  const mask = access.orgs?.[slug]
  if (mask === undefined) return false
  const bit = room ? rooms.indexOf(room) : -1
  return bit === -1 || (mask & (1 << bit)) !== 0
}
