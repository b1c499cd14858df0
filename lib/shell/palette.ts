import { type Context, can } from '@/lib/core/context'
import { messages } from './messages'
import { roomsOf } from './rooms'

export type PaletteAction = { group: string; label: string; href: string; keys?: string }

/** `g` and a letter lead to a room, as in Linear and GitHub. */
const keysOf: Record<string, string> = {
  '': 'g h',
  'my-work': 'g w',
  notifications: 'g n',
  clients: 'g c',
  leads: 'g l',
  projects: 'g p',
  payments: 'g y',
  tickets: 'g t',
  members: 'g m',
  roles: 'g r',
  audit: 'g a',
  settings: 'g s',
}

/** What the palette offers without a search: the rooms that this actor may enter, and what they may create. */
export function paletteActions(ctx: Context): PaletteAction[] {
  const base = `/${ctx.organization.slug}`
  const { goTo, create, newLead, newClient, newProject, newTicket } = messages.palette
  const rooms = roomsOf(ctx).flatMap(({ items }) =>
    items.map(({ href, label }) => ({ group: goTo, label, href, keys: keysOf[href.slice(base.length + 1)] })),
  )
  return [
    ...rooms,
    ...(ctx.readOnly?.kind === 'grant'
      ? []
      : [{ group: goTo, label: messages.rooms.exports, href: `${base}/exports` }]),
    ...(can(ctx, 'crm.leads.create') ? [{ group: create, label: newLead, href: `${base}/leads/new` }] : []),
    ...(can(ctx, 'crm.clients.create') ? [{ group: create, label: newClient, href: `${base}/clients/new` }] : []),
    ...(can(ctx, 'projects.projects.create')
      ? [{ group: create, label: newProject, href: `${base}/projects/new` }]
      : []),
    ...(can(ctx, 'support.tickets.create') && can(ctx, 'support.tickets.view')
      ? [{ group: create, label: newTicket, href: `${base}/tickets/new` }]
      : []),
  ]
}
