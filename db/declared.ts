/** What the rules of the catalogue know of each table and function; whatever is not named here has to be as all others. */

/** Tables outside every organization, each with the reason. */
export const global: Record<string, string> = {
  users: 'a login belongs to a person, not to an organization',
  sessions: 'of a login',
  refresh_tokens: 'of a login',
  one_time_secrets: 'of a login',
  second_factors: 'of a login',
  passkeys: 'of a login',
  passkey_challenges: 'of a login, or of whoever signs in',
  temporary_passwords: 'of a login',
  user_identities: 'of a login',
  recovery_codes: 'of a login',
  rate_limits: 'counts tries, by hashed keys of the limiter',
  platform_audit: 'the platform’s own trail',
  platform_outbox: 'facts about logins',
  proofs: 'sheets about the installation',
  suppressed_addresses: 'of the mail service',
  invitation_stops: 'of an address, which may belong to nobody here',
}

/** Tenant tables whose changes need no audit row: they are the mechanism itself, or deliveries. */
export const mechanism: Record<string, string> = {
  audit_log: 'the trail',
  audit_seals: 'the chain through the trail',
  outbox: 'the outbox',
  inbox: 'the inbox',
  live_sequences: 'counts live messages',
  idempotency_keys: 'remembers answers',
  project_counters: 'gives numbers; the task is the change',
  notifications: 'deliveries of events that have their audit row',
  ticket_counters: 'gives numbers; the ticket is the change',
  saved_views: 'how somebody likes to look at a list',
  row_history: 'what rows were; a trigger writes it with each change',
  walks: 'who looks around as whom; begin, visits and end are in the trail',
  subscriptions: 'what somebody wants to hear of',
  notice_switches: 'what somebody wants to hear of',
  member_sightings: 'when somebody was here last',
}

/** What lobby_app may do with tables that are not simply SELECT, INSERT, UPDATE. */
export const mayDelete = new Set([
  'member_roles',
  'team_members',
  'project_members',
  'project_shares',
  'import_errors',
  'task_labels',
  'comment_mentions',
  'comment_reactions',
  'task_dependencies',
  'checklist_items',
  'saved_views',
  'subscriptions',
  'notice_switches',
  'idempotency_keys',
  'rate_limits',
  'suppressed_addresses',
  'second_factors',
  'passkeys',
  'passkey_challenges',
  'temporary_passwords',
  'user_identities',
  'recovery_codes',
])
export const appendOnly = new Set([
  'audit_log',
  'outbox',
  'inbox',
  'platform_audit',
  'platform_outbox',
  'files',
  'invitation_stops',
])
/** Written for lobby_app by others: the relay, and a trigger. */
export const readOnly = new Set(['live_sequences', 'audit_seals', 'row_history'])
/** Whose states are kept, so that a past moment can be asked for. */
export const kept = [
  'organizations',
  'members',
  'roles',
  'member_roles',
  'teams',
  'team_members',
  'clients',
  'contacts',
  'projects',
  'project_members',
  'project_shares',
]
export const definerFunctions = new Set([
  'app_person',
  'app_session',
  'app_member',
  'app_access',
  'app_access_by_id',
  'app_memberships',
  'app_second_factor_missing',
  'app_walk',
  'app_slug_taken',
  'app_slug_kept',
  'app_invitation',
  'app_outbox_lag',
  'app_active_organizations',
  'app_search',
  'app_seal_audit',
  'app_keep_history',
  'app_delete_organization',
  'app_expired_organizations',
  'app_closed_organizations',
  'app_suspended_memberships',
  'app_platform_admin',
  'app_platform_organizations',
  'app_platform_memberships',
  'app_platform_figures',
  'app_granted',
  'app_platform_grants',
])
/** The one that may delete what nobody else may touch: it runs as the owner of the tables, behind their walls. */
export const asOwner = new Set(['app_delete_organization'])

/** Columns that hold an id and are no reference, each with the reason. */
const loose: { table?: string; column: RegExp; because: string }[] = [
  { column: /^organization_id$/, because: 'leads every key' },
  { column: /^(user|session|device|actor_user)_id$/, because: 'of a login, which belongs to no organization' },
  { column: /^(event|request|subject)_id$/, because: 'names what may be of any kind, or outside' },
  { table: 'audit_log', column: /^project_id$/, because: 'an entry outlives what it tells of' },
  { table: 'notifications', column: /^(project|task|ticket)_id$/, because: 'a copy of what its event names' },
  { table: 'outbox', column: /_id$/, because: 'an event outlives what it tells of' },
]

/** Whether a column holds an id that nothing in the database has to know. */
export const isLoose = (table: string, column: string): boolean =>
  loose.some((entry) => (entry.table ?? table) === table && entry.column.test(column))
