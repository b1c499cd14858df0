import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, organizationId } from '../columns'
import { clients } from './clients'
import { memberKey, organizationKey } from './keys'
import { roles, teams } from './organizations'
import { projects } from './projects'

/** A colleague or client contact asked to join. The link's secret is derived from the id; only its hash is kept. */
export const invitations = pgTable(
  'invitations',
  {
    organizationId: organizationId(),
    id: id(),
    email: text('email').notNull(),
    name: text('name').notNull().default(''),
    clientId: uuid('client_id'),
    secretHash: text('secret_hash').notNull(),
    invitedById: uuid('invited_by_id').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    acceptedById: uuid('accepted_by_id'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ name: 'invitations_pkey', columns: [t.organizationId, t.id] }),
    organizationKey('invitations_organization_fk', t.organizationId),
    foreignKey({
      name: 'invitations_client_fk',
      columns: [t.organizationId, t.clientId],
      foreignColumns: [clients.organizationId, clients.id],
    }),
    memberKey('invitations_invited_by_fk', t.organizationId, t.invitedById),
    memberKey('invitations_accepted_by_fk', t.organizationId, t.acceptedById),
    uniqueIndex('invitations_secret_unique').on(t.organizationId, t.secretHash),
    index('invitations_by_secret').on(t.secretHash),
    uniqueIndex('invitations_open_unique')
      .on(t.organizationId, t.email)
      .where(sql`accepted_at is null and revoked_at is null`),
  ],
)

export const invitationRoles = pgTable(
  'invitation_roles',
  {
    organizationId: organizationId(),
    invitationId: uuid('invitation_id').notNull(),
    roleId: uuid('role_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'invitation_roles_pkey', columns: [t.organizationId, t.invitationId, t.roleId] }),
    foreignKey({
      name: 'invitation_roles_invitation_fk',
      columns: [t.organizationId, t.invitationId],
      foreignColumns: [invitations.organizationId, invitations.id],
    }),
    foreignKey({
      name: 'invitation_roles_role_fk',
      columns: [t.organizationId, t.roleId],
      foreignColumns: [roles.organizationId, roles.id],
    }),
  ],
)

export const invitationProjects = pgTable(
  'invitation_projects',
  {
    organizationId: organizationId(),
    invitationId: uuid('invitation_id').notNull(),
    projectId: uuid('project_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'invitation_projects_pkey', columns: [t.organizationId, t.invitationId, t.projectId] }),
    foreignKey({
      name: 'invitation_projects_invitation_fk',
      columns: [t.organizationId, t.invitationId],
      foreignColumns: [invitations.organizationId, invitations.id],
    }),
    foreignKey({
      name: 'invitation_projects_project_fk',
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
  ],
)

/** Teams that somebody is in from the start. */
export const invitationTeams = pgTable(
  'invitation_teams',
  {
    organizationId: organizationId(),
    invitationId: uuid('invitation_id').notNull(),
    teamId: uuid('team_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'invitation_teams_pkey', columns: [t.organizationId, t.invitationId, t.teamId] }),
    foreignKey({
      name: 'invitation_teams_invitation_fk',
      columns: [t.organizationId, t.invitationId],
      foreignColumns: [invitations.organizationId, invitations.id],
    }),
    foreignKey({
      name: 'invitation_teams_team_fk',
      columns: [t.organizationId, t.teamId],
      foreignColumns: [teams.organizationId, teams.id],
    }),
  ],
)
