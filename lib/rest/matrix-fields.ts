import type { Permission } from '@/lib/core/permissions'
import type { Oracle } from './matrix-oracle'

/**
 * Which field of which answer is whose: every field that may be empty is here, either for everybody who gets the answer
 * at all, or by a rule of DESIGN.md §3.
 */
type Around = readonly Record<string, unknown>[]
/** True and false are sure; nobody knows for a record that is not planted. */
type Gets = (o: Oracle, who: string, around: Around) => boolean | undefined
export type Field = { gets: Gets; always?: boolean }

/** Empty for whoever the rule does not give it to. */
const to = (gets: Gets): Field => ({ gets })
/** Never empty for whoever the rule gives it to. */
const always = (gets: Gets): Field => ({ gets, always: true })
const holds =
  (permission: Permission): Gets =>
  (o, who) =>
    o.grant(who, permission) !== undefined

const colleagues = holds('organization.members.view')
const team = holds('tasks.comments.view_internal')

/** A permission on the project that the answer, or the part of it, is of; its maker has made a new one. */
const reach =
  (permission: Permission): Gets =>
  (o, who, around) => {
    const ids = around.map(({ id }) => id)
    const project = o.facts.projects.findLast(({ id }) => ids.includes(id))
    if (!o.grant(who, permission)) return false
    return project && o.reachesProject(who, permission, project)
  }

export const fields: Record<string, Record<string, Field>> = {
  access: { grantors: to(colleagues) },
  clients: { by: to(colleagues) },
  comments: { 'reactions[].names': always(colleagues) },
  history: { budget: always(reach('projects.budget.view')) },
  imports: { 'found.people[].memberId': to(colleagues), 'preview[].assigneeId': to(colleagues) },
  notifications: { actor: to(colleagues) },
  payments: { recordedBy: always(colleagues), decidedBy: to(colleagues) },
  projects: {
    budget: always(reach('projects.budget.view')),
    people: always(colleagues),
    members: to(colleagues),
    clientSees: to(holds('projects.projects.share')),
    sharedWith: to(reach('projects.projects.share')),
    risk: to(colleagues),
    handoverNote: to(colleagues),
    changes: to(colleagues),
  },
  subscriptions: { watchers: to(colleagues) },
  tasks: {
    assignee: to(colleagues),
    author: always(colleagues),
    staff: to(colleagues),
    'columns[].items[].assignee': to(colleagues),
    'subtasks[].assignee': to(colleagues),
    'mentions[].author': to(colleagues),
    'undo[].assigneeId': to(colleagues),
    'actor.memberId': to(colleagues),
  },
  tickets: {
    assignee: to(colleagues),
    people: to(colleagues),
    escalationLevel: always(team),
    task: to(holds('tasks.tasks.view')),
  },
  timeline: { 'tasks[].assignee': to(colleagues) },
}

/** What whoever gets the answer gets too, where there is any. */
const everybodys: Record<string, string> = {
  access: 'record place open needs[].grant missing moduleOff fix',
  accounts: 'organizations[].logo',
  attachments: 'on commentId',
  audit:
    'actor.memberId projectId before after reason address requestId subject.name seal broken broken.seq broken.at broken.event stands',
  clients: 'website contacts[].email contacts[].phone contacts[].position project email phone position',
  comments: 'parentId editedAt',
  exports: 'finishedAt',
  grants: 'grants[].until',
  history: 'salesperson verifier manager startsOn dueOn lastSeenAt open needs[].grant',
  imports:
    'finishedAt undoneAt found.statuses[].meant found.people[].elsewhere found.dates[].reads preview[].estimate preview[].startsOn preview[].dueOn preview[].externalKey preview[].completedAt',
  invitations: 'client results[].path results[].mailed results[].code results[].message',
  leads: 'email phone website value followUpOn lostReason client closedAt',
  members: 'lastSeenAt',
  milestones: 'milestones[].dueOn milestones[].reachedAt',
  notifications: 'kind project task ticket readAt before',
  organizations: 'me',
  payments: 'reason proof decidedAt',
  // Nobody in an organization gets these at all.
  platform:
    'suspendedAt suspendedReason archivedAt archivedReason archivedBy deletedOn lastActivity lastUse actorUserId subjectName before after reason address requestId password logo',
  projects:
    'startsOn dueOn budget.discount.percent people.salesperson people.verifier people.manager sharedWith[].email subscription email changes[].from changes[].to changes[].note',
  proof:
    'latest[].finishedAt latest[].about.build latest[].about.postgres latest[].about.url finishedAt about.build about.postgres about.url',
  roles: 'shown[].permissions[].before shown[].permissions[].after',
  subscriptions: 'mode',
  tasks:
    'estimate dueOn columns[].items[].estimate columns[].items[].dueOn columns[].nextCursor startsOn parentId parent externalKey completedAt subtasks[].estimate subtasks[].dueOn projectId before after reason undo[].status undo[].priority undo[].dueOn undo[].addLabels undo[].removeLabels undo[].deleted',
  tickets: 'clock.minutesLeft respondedAt waitingSince resolvedAt closedAt subscription',
  timeline: 'project.startsOn project.dueOn tasks[].startsOn tasks[].dueOn milestones[].dueOn milestones[].reachedAt',
  walks: 'walk walk.memberId walk.role memberId role',
}

const open = new Set(
  Object.entries(everybodys).flatMap(([noun, list]) => list.split(' ').map((path) => `${noun} ${path}`)),
)
/** Whether somebody has said whose a place of an answer is. */
export const isDeclared = (noun: string, path: string) =>
  path === 'nextCursor' || open.has(`${noun} ${path}`) || fields[noun]?.[path] !== undefined
/** Everything that is said, to be held against what there is. */
export const declaredFields = () => [
  ...open,
  ...Object.entries(fields).flatMap(([noun, rules]) => Object.keys(rules).map((path) => `${noun} ${path}`)),
]
