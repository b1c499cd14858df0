import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, organizationId } from '../columns'
import { memberKey } from './keys'
import { projects } from './projects'
import { tasks } from './tasks'
import { tickets } from './tickets'

/** Somebody follows a task, a ticket or a project, or wants to hear nothing of it. */
export const subscriptions = pgTable(
  'subscriptions',
  {
    organizationId: organizationId(),
    id: id(),
    memberId: uuid('member_id').notNull(),
    projectId: uuid('project_id').notNull(),
    taskId: uuid('task_id'),
    ticketId: uuid('ticket_id'),
    mode: text('mode').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'subscriptions_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({
      name: 'subscriptions_project_fk',
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
    foreignKey({
      name: 'subscriptions_task_fk',
      columns: [t.organizationId, t.taskId, t.projectId],
      foreignColumns: [tasks.organizationId, tasks.id, tasks.projectId],
    }),
    foreignKey({
      name: 'subscriptions_ticket_fk',
      columns: [t.organizationId, t.ticketId, t.projectId],
      foreignColumns: [tickets.organizationId, tickets.id, tickets.projectId],
    }),
    memberKey('subscriptions_member_fk', t.organizationId, t.memberId),
    unique('subscriptions_subject_unique')
      .on(t.organizationId, t.memberId, t.projectId, t.taskId, t.ticketId)
      .nullsNotDistinct(),
    index('subscriptions_by_project').on(t.organizationId, t.projectId),
    index('subscriptions_by_task').on(t.organizationId, t.taskId),
    index('subscriptions_by_ticket').on(t.organizationId, t.ticketId),
    check('subscriptions_mode', sql`${t.mode} in ('WATCH', 'MUTE')`),
    check('subscriptions_one_subject', sql`${t.taskId} is null or ${t.ticketId} is null`),
  ],
)

/** One switch: whether a kind of notice reaches somebody on a channel, in one project or everywhere. */
export const noticeSwitches = pgTable(
  'notice_switches',
  {
    organizationId: organizationId(),
    id: id(),
    memberId: uuid('member_id').notNull(),
    kind: text('kind').notNull(),
    channel: text('channel').notNull(),
    projectId: uuid('project_id'),
    enabled: boolean('enabled').notNull(),
  },
  (t) => [
    primaryKey({ name: 'notice_switches_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({
      name: 'notice_switches_project_fk',
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
    memberKey('notice_switches_member_fk', t.organizationId, t.memberId),
    unique('notice_switches_unique')
      .on(t.organizationId, t.memberId, t.kind, t.channel, t.projectId)
      .nullsNotDistinct(),
    check('notice_switches_channel', sql`${t.channel} in ('product', 'mail')`),
  ],
)
