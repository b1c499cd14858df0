/** What somebody can hold in an organization, and another can take over when they go. */
export const dutyKinds = [
  'salesperson',
  'verifier',
  'manager',
  'projects',
  'tasks',
  'tickets',
  'clients',
  'leads',
  'invitations',
] as const
export type DutyKind = (typeof dutyKinds)[number]

type Duty = {
  table: string
  column: string
  /** Which rows are work under way; what is closed keeps its name. Asked over the table as `h`. */
  open: string
  /** It must be somebody's. */
  required?: true
}

const ofOpenProject = (project: string) => `exists (select 1 from projects p where p.organization_id = h.organization_id
  and p.id = ${project} and p.deleted_at is null and p.status not in ('COMPLETED', 'CANCELLED'))`
const openProject = "h.deleted_at is null and h.status not in ('COMPLETED', 'CANCELLED')"

/** Where each is written down. The trigger `duty_is_held` keeps members who left out of every one of these columns. */
export const duties: Record<DutyKind, Duty> = {
  salesperson: { table: 'projects', column: 'salesperson_id', open: openProject },
  verifier: { table: 'projects', column: 'verifier_id', open: openProject },
  manager: { table: 'projects', column: 'manager_id', open: openProject },
  projects: { table: 'project_members', column: 'member_id', open: ofOpenProject('h.project_id') },
  tasks: {
    table: 'tasks',
    column: 'assignee_id',
    open: `h.deleted_at is null and h.status <> 'DONE' and ${ofOpenProject('h.project_id')}`,
  },
  tickets: {
    table: 'tickets',
    column: 'assignee_id',
    open: "h.deleted_at is null and h.status not in ('RESOLVED', 'CLOSED')",
  },
  clients: { table: 'clients', column: 'owner_id', open: 'h.deleted_at is null', required: true },
  leads: {
    table: 'leads',
    column: 'owner_id',
    open: "h.deleted_at is null and h.stage not in ('WON', 'LOST')",
    required: true,
  },
  invitations: {
    table: 'invitations',
    column: 'invited_by_id',
    open: 'h.accepted_at is null and h.revoked_at is null',
  },
}

/** Ends with the membership: nobody takes it over. */
export const endsWithMember = [
  'member_roles.member_id',
  'team_members.member_id',
  'subscriptions.member_id',
  'contacts.member_id',
]

/** Keeps the name of whoever left, each with the reason. */
export const keepsName: Record<string, string> = {
  'organizations.owner_member_id': 'the owner cannot leave',
  'payments.recorded_by_id': 'who recorded it',
  'payments.decided_by_id': 'who decided it',
  'projects.created_by_id': 'who made it',
  'project_shares.shared_by_id': 'who shared it',
  'milestones.created_by_id': 'who made it',
  'tasks.created_by_id': 'who made it',
  'tickets.created_by_id': 'who asked',
  'clients.created_by_id': 'who made it',
  'leads.created_by_id': 'who made it',
  'imports.created_by_id': 'who started it',
  'exports.created_by_id': 'who asked for it; only they could fetch it',
  'files.created_by_id': 'who uploaded it',
  'attachments.created_by_id': 'who attached it',
  'comments.author_id': 'who wrote it',
  'comment_mentions.member_id': 'who was meant',
  'comment_reactions.member_id': 'who reacted',
  'notifications.member_id': 'who was told',
  'notifications.actor_member_id': 'who did it',
  'audit_log.actor_member_id': 'who did it',
  'idempotency_keys.member_id': 'whose answers are remembered for a day',
  'invitations.accepted_by_id': 'who came',
  'member_sightings.member_id': 'when they were here last',
  'grants.allowed_by_id': 'who allowed it',
  'walks.member_id': 'who looked around',
  'walks.as_member_id': 'with whose eyes',
  'saved_views.member_id': 'their own, or shared with a project that goes on using it',
  'notice_switches.member_id': 'their own wishes, for when they come back',
}
