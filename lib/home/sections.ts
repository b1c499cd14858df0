import { type Context, can } from '@/lib/core/context'

/** The parts of a home page, in the order in which they press. */
export const sections = [
  'organization',
  'client',
  'verifier',
  'support',
  'manager',
  'developer',
  'sales',
  'member',
] as const
export type Section = (typeof sections)[number]

/**
 * Which parts somebody gets: by what they may do, so that custom roles count too. Who runs the organization gets it at a
 * glance instead of everybody's day; who only looks on gets the projects.
 */
export function sectionsOf(ctx: Context): Section[] {
  const runs = can(ctx, 'organization.settings.edit')
  const speaksForTeam = can(ctx, 'tasks.comments.view_internal')
  const tests: Record<Section, boolean> = {
    organization: runs,
    client: !runs && !can(ctx, 'organization.members.view') && can(ctx, 'projects.projects.view'),
    verifier: !runs && can(ctx, 'finance.payments.verify'),
    support: !runs && ctx.permissions['support.tickets.assign'] === 'all',
    manager: !runs && can(ctx, 'projects.projects.staff'),
    developer: can(ctx, 'tasks.tasks.edit') && speaksForTeam,
    sales: !runs && can(ctx, 'crm.leads.view'),
    member: false,
  }
  const chosen = sections.filter((section) => tests[section])
  return chosen.length === 0 && can(ctx, 'projects.projects.view') ? ['member'] : chosen
}
