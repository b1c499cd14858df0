import { loginEvents } from '@/lib/core/login-events'

/** The kinds of entry that the trail can be narrowed to, and the events of each; whatever is in none is a change. */
const eventsOf = {
  signin: [...loginEvents],
  refusal: ['access.refused'],
  access: [
    'access.asked',
    'invitation.created',
    'invitation.resent',
    'invitation.accepted',
    'invitation.revoked',
    'member.joined',
    'member.roles_changed',
    'member.suspended',
    'member.reinstated',
    'member.removed',
    'member.left',
    'member.created',
    'team.created',
    'team.updated',
    'team.deleted',
    'team.restored',
    'role.created',
    'role.updated',
    'role.reset',
    'role.activated',
    'role.deactivated',
    'role.deleted',
    'role.restored',
    'project.staffed',
    'project.shared',
    'organization.ownership_transferred',
  ],
  export: ['export.made', 'export.started', 'export.progressed', 'export.finished'],
  preview: ['role.rehearsed', 'walk.started', 'walk.visited', 'walk.ended'],
  platform: [
    'grant.asked',
    'grant.given',
    'grant.refused',
    'grant.visited',
    'grant.ended',
    'organization.suspended',
    'organization.reinstated',
  ],
} as const

export const auditKinds = ['change', 'signin', 'refusal', 'access', 'export', 'preview', 'platform'] as const
export type AuditKind = (typeof auditKinds)[number]

const special: readonly string[] = Object.values(eventsOf).flat()
/** The events of a kind; for changes those that it is not. */
export const eventsIn = (kind: AuditKind): { events: readonly string[]; but: boolean } =>
  kind === 'change' ? { events: special, but: true } : { events: eventsOf[kind], but: false }

export const kindOf = (event: string): AuditKind =>
  auditKinds.find((kind) => kind !== 'change' && eventsIn(kind).events.includes(event)) ?? 'change'
