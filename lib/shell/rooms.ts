import { roomPermissions } from '@/lib/accounts/coarse'
import { type Context, can } from '@/lib/core/context'
import type { Permission } from '@/lib/core/permissions'
import { messages } from './messages'

export type Room = { href: string; label: string; icon: RoomIcon }
export type RoomIcon =
  | 'home'
  | 'tasks'
  | 'bell'
  | 'clients'
  | 'leads'
  | 'bin'
  | 'exports'
  | 'projects'
  | 'payments'
  | 'tickets'
  | 'members'
  | 'audit'
  | 'roles'
  | 'teams'
  | 'settings'
export type RoomGroup = { label?: string; items: Room[] }

const deletes: Permission[] = [
  'tasks.tasks.delete',
  'projects.projects.delete',
  'crm.clients.delete',
  'crm.leads.delete',
  'support.tickets.assign',
]

/** The sidebar: what this actor may open, and nothing else. */
export function roomsOf(ctx: Context): RoomGroup[] {
  const base = `/${ctx.organization.slug}`
  const room = (name: string, label: string, icon: RoomIcon): Room[] => {
    const permission = roomPermissions[name]
    return !permission || can(ctx, permission) ? [{ href: `${base}/${name}`, label, icon }] : []
  }
  const { rooms, groups } = messages
  return [
    {
      items: [
        { href: base, label: rooms.home, icon: 'home' },
        ...(can(ctx, 'tasks.tasks.edit')
          ? [{ href: `${base}/my-work`, label: rooms.myWork, icon: 'tasks' as const }]
          : []),
        // Whoever looks in for the platform has no notices here.
        ...(ctx.readOnly?.kind === 'grant'
          ? []
          : [{ href: `${base}/notifications`, label: rooms.notifications, icon: 'bell' as const }]),
      ],
    },
    {
      label: groups.work,
      items: [
        ...room('leads', rooms.leads, 'leads'),
        ...room('clients', rooms.clients, 'clients'),
        ...room('projects', rooms.projects, 'projects'),
        ...room('tickets', rooms.tickets, 'tickets'),
        ...room('payments', rooms.payments, 'payments'),
      ],
    },
    {
      label: groups.organization,
      items: [
        ...room('members', rooms.members, 'members'),
        ...room('teams', rooms.teams, 'teams'),
        ...room('roles', rooms.roles, 'roles'),
        ...room('audit', rooms.audit, 'audit'),
        ...room('settings', rooms.settings, 'settings'),
        // Who can delete nothing finds nothing there; clients are not led to it.
        ...(deletes.some((permission) => can(ctx, permission)) ? room('bin', rooms.bin, 'bin') : []),
      ],
    },
  ]
}
