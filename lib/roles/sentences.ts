import { catalogue, type Grant, type Permission } from '@/lib/core/permissions'
import { resourceOf } from './field-words'

/** How far "own" reaches, by resource. */
const own: Record<string, string> = {
  'crm.clients': 'only clients that they added or look after',
  'crm.leads': 'only leads that they added or look after',
  'projects.projects': 'only projects that they made, hold a part in, or that were shared with them',
  'projects.budget': 'only of projects that they made, hold a part in, or that were shared with them',
  'finance.payments': 'only of projects that they made, hold a part in, or that were shared with them',
  'tasks.tasks': 'only tasks that they made, are assigned to, or that were shared with them',
  'tasks.comments': 'only on tasks, tickets and projects that are their own or shared with them',
  'support.tickets': 'only tickets that they opened, are assigned to, or that were shared with them',
}

/** What a cell lets somebody do, as a sentence. */
export function grantSentence(permission: Permission, grant: Grant | undefined): string {
  const what = catalogue[permission].description
  if (!grant) return `May not ${what}.`
  if (grant === true) return `May ${what}.`
  if (grant === 'all') return `May ${what}: everywhere in the organization.`
  if (grant === 'team') return `May ${what}: their own, those of people in their teams, and in projects they work on.`
  return `May ${what}: ${own[resourceOf(permission)] ?? 'only their own'}.`
}

/** Why somebody cannot change a role that gives more than they hold. */
export const beyondSentence = (permission: Permission): string =>
  `This role lets people ${catalogue[permission].description}, further than you may yourself. So you cannot change it.`
