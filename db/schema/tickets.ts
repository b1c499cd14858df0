import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, deletedAt, id, instant, organizationId, version } from '../columns'
import { memberKey, organizationKey } from './keys'
import { projects } from './projects'
import { tasks } from './tasks'

/** A support request on a project, `SUP-1`. Its targets are instants, computed on the organization's business calendar. */
export const tickets = pgTable(
  'tickets',
  {
    organizationId: organizationId(),
    id: id(),
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    status: text('status').notNull().default('OPEN'),
    priority: text('priority').notNull().default('MEDIUM'),
    /** Who asks; a contact of the client or a colleague on their behalf. */
    createdById: uuid('created_by_id').notNull(),
    assigneeId: uuid('assignee_id'),
    /** The task whose end moves this ticket. */
    taskId: uuid('task_id'),
    escalationLevel: smallint('escalation_level').notNull().default(0),
    responseDueAt: instant('response_due_at').notNull(),
    resolutionDueAt: instant('resolution_due_at').notNull(),
    respondedAt: instant('responded_at'),
    /** Since when the clock stands still, because the client is asked. */
    waitingSince: instant('waiting_since'),
    resolvedAt: instant('resolved_at'),
    closedAt: instant('closed_at'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: deletedAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'tickets_pkey', columns: [t.organizationId, t.id] }),
    unique('tickets_number_unique').on(t.organizationId, t.number),
    unique('tickets_project_key').on(t.organizationId, t.id, t.projectId),
    foreignKey({
      name: 'tickets_project_fk',
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
    foreignKey({
      name: 'tickets_task_fk',
      columns: [t.organizationId, t.taskId, t.projectId],
      foreignColumns: [tasks.organizationId, tasks.id, tasks.projectId],
    }),
    memberKey('tickets_created_by_fk', t.organizationId, t.createdById),
    memberKey('tickets_assignee_fk', t.organizationId, t.assigneeId),
    index('tickets_by_status').on(t.organizationId, t.status, t.resolutionDueAt, t.id),
    index('tickets_by_project').on(t.organizationId, t.projectId, t.status),
    index('tickets_by_assignee').on(t.organizationId, t.assigneeId, t.status),
    index('tickets_by_task').on(t.organizationId, t.taskId),
    check('tickets_status', sql`${t.status} in ('OPEN', 'IN_PROGRESS', 'WAITING_ON_CLIENT', 'RESOLVED', 'CLOSED')`),
    check('tickets_priority', sql`${t.priority} in ('LOW', 'MEDIUM', 'HIGH', 'URGENT')`),
    check('tickets_escalation_level', sql`${t.escalationLevel} between 0 and 3`),
    check('tickets_clock_stands', sql`(${t.status} = 'WAITING_ON_CLIENT') = (${t.waitingSince} is not null)`),
    check('tickets_resolved', sql`(${t.status} in ('RESOLVED', 'CLOSED')) = (${t.resolvedAt} is not null)`),
    check('tickets_closed', sql`(${t.status} = 'CLOSED') = (${t.closedAt} is not null)`),
  ],
)

/** Where ticket numbers come from: dense, per organization, taken last in the transaction. */
export const ticketCounters = pgTable(
  'ticket_counters',
  {
    organizationId: organizationId(),
    lastNumber: integer('last_number').notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'ticket_counters_pkey', columns: [t.organizationId] }),
    organizationKey('ticket_counters_organization_fk', t.organizationId),
  ],
)
