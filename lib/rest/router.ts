import * as access from '@/lib/access/operations'
import * as accounts from '@/lib/accounts/operations'
import * as attachments from '@/lib/attachments/operations'
import * as audit from '@/lib/audit/operations'
import * as bin from '@/lib/bin/operations'
import * as checklists from '@/lib/checklists/operations'
import * as clients from '@/lib/clients/operations'
import * as comments from '@/lib/comments/operations'
import type { Operation } from '@/lib/core/operation'
import * as dependencies from '@/lib/dependencies/operations'
import * as exports from '@/lib/exports/operations'
import * as grants from '@/lib/grants/operations'
import * as history from '@/lib/history/operations'
import * as imports from '@/lib/imports/operations'
import * as invitations from '@/lib/invitations/operations'
import * as leads from '@/lib/leads/operations'
import * as members from '@/lib/members/operations'
import * as milestones from '@/lib/milestones/operations'
import * as notifications from '@/lib/notifications/operations'
import * as organizations from '@/lib/organizations/operations'
import * as payments from '@/lib/payments/operations'
import * as platform from '@/lib/platform/operations'
import * as projects from '@/lib/projects/operations'
import * as proof from '@/lib/proof/operations'
import * as roles from '@/lib/roles/operations'
import * as search from '@/lib/search/operations'
import * as subscriptions from '@/lib/subscriptions/operations'
import * as tasks from '@/lib/tasks/operations'
import * as teams from '@/lib/teams/operations'
import * as tickets from '@/lib/tickets/operations'
import * as timeline from '@/lib/timeline/operations'
import * as views from '@/lib/views/operations'
import * as walks from '@/lib/walks/operations'

export const basePath = '/api/v1'

/** What each noun offers by REST; an operation that is not exported there does not exist. */
const nouns: Record<string, Record<string, Operation>> = {
  accounts,
  organizations,
  members,
  invitations,
  roles,
  walks,
  access,
  teams,
  clients,
  leads,
  projects,
  payments,
  tasks,
  checklists,
  dependencies,
  subscriptions,
  milestones,
  timeline,
  views,
  tickets,
  comments,
  attachments,
  imports,
  exports,
  notifications,
  audit,
  grants,
  history,
  platform,
  proof,
  search,
  bin,
}

/** Every operation by its name, `tasks.create`. */
export const operations: (Operation & { name: string })[] = Object.entries(nouns).flatMap(([noun, entries]) =>
  Object.entries(entries).map(([name, entry]) => ({ ...entry, name: `${noun}.${name}` })),
)

const byName = new Map(operations.map((entry) => [entry.name, entry]))

/** oRPC's router of the same operations. */
export const router = Object.fromEntries(
  Object.entries(nouns).map(([noun, entries]) => [
    noun,
    Object.fromEntries(Object.entries(entries).map(([name, { procedure }]) => [name, procedure])),
  ]),
)

/** The operation behind a place in the router. */
export function operationAt(path: readonly string[]): Operation {
  const found = byName.get(path.join('.'))
  if (!found) throw new Error(`No operation at ${path.join('.')}`)
  return found
}
