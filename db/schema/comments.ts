import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, deletedAt, id, instant, organizationId, version } from '../columns'
import { files } from './files'
import { memberKey } from './keys'
import { projects } from './projects'
import { tasks } from './tasks'
import { tickets } from './tickets'

/** On a task, a ticket or a project as a whole; for the team only, unless shared with the client. */
export const comments = pgTable(
  'comments',
  {
    organizationId: organizationId(),
    id: id(),
    projectId: uuid('project_id').notNull(),
    taskId: uuid('task_id'),
    ticketId: uuid('ticket_id'),
    /** The comment it answers; a thread is one level deep. */
    parentId: uuid('parent_id'),
    body: text('body').notNull(),
    shared: boolean('shared').notNull().default(false),
    authorId: uuid('author_id').notNull(),
    createdAt: createdAt(),
    editedAt: instant('edited_at'),
    deletedAt: deletedAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'comments_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({
      name: 'comments_project_fk',
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
    foreignKey({
      name: 'comments_task_fk',
      columns: [t.organizationId, t.taskId, t.projectId],
      foreignColumns: [tasks.organizationId, tasks.id, tasks.projectId],
    }),
    foreignKey({
      name: 'comments_ticket_fk',
      columns: [t.organizationId, t.ticketId, t.projectId],
      foreignColumns: [tickets.organizationId, tickets.id, tickets.projectId],
    }),
    foreignKey({
      name: 'comments_parent_fk',
      columns: [t.organizationId, t.parentId, t.projectId],
      foreignColumns: [t.organizationId, t.id, t.projectId],
    }),
    unique('comments_project_key').on(t.organizationId, t.id, t.projectId),
    memberKey('comments_author_fk', t.organizationId, t.authorId),
    index('comments_by_ticket').on(t.organizationId, t.ticketId, t.createdAt, t.id),
    check('comments_one_subject', sql`${t.taskId} is null or ${t.ticketId} is null`),
    index('comments_by_parent').on(t.organizationId, t.parentId).where(sql`parent_id is not null`),
    index('comments_by_task').on(t.organizationId, t.taskId, t.createdAt, t.id),
    index('comments_by_project').on(t.organizationId, t.projectId, t.createdAt),
  ],
)

export const commentMentions = pgTable(
  'comment_mentions',
  {
    organizationId: organizationId(),
    commentId: uuid('comment_id').notNull(),
    memberId: uuid('member_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'comment_mentions_pkey', columns: [t.organizationId, t.commentId, t.memberId] }),
    foreignKey({
      name: 'comment_mentions_comment_fk',
      columns: [t.organizationId, t.commentId],
      foreignColumns: [comments.organizationId, comments.id],
    }),
    memberKey('comment_mentions_member_fk', t.organizationId, t.memberId),
    index('comment_mentions_by_member').on(t.organizationId, t.memberId),
  ],
)

export const commentReactions = pgTable(
  'comment_reactions',
  {
    organizationId: organizationId(),
    commentId: uuid('comment_id').notNull(),
    memberId: uuid('member_id').notNull(),
    emoji: text('emoji').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'comment_reactions_pkey', columns: [t.organizationId, t.commentId, t.memberId, t.emoji] }),
    foreignKey({
      name: 'comment_reactions_comment_fk',
      columns: [t.organizationId, t.commentId],
      foreignColumns: [comments.organizationId, comments.id],
    }),
    memberKey('comment_reactions_member_fk', t.organizationId, t.memberId),
    check('comment_reactions_emoji', sql`length(${t.emoji}) between 1 and 16`),
  ],
)

/** A file on a task, a ticket, a comment or a project; for the team only, unless shared with the client. */
export const attachments = pgTable(
  'attachments',
  {
    organizationId: organizationId(),
    id: id(),
    fileId: uuid('file_id').notNull(),
    projectId: uuid('project_id').notNull(),
    taskId: uuid('task_id'),
    ticketId: uuid('ticket_id'),
    commentId: uuid('comment_id'),
    shared: boolean('shared').notNull().default(false),
    createdById: uuid('created_by_id').notNull(),
    createdAt: createdAt(),
    deletedAt: deletedAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'attachments_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({
      name: 'attachments_file_fk',
      columns: [t.organizationId, t.fileId],
      foreignColumns: [files.organizationId, files.id],
    }),
    foreignKey({
      name: 'attachments_project_fk',
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
    foreignKey({
      name: 'attachments_task_fk',
      columns: [t.organizationId, t.taskId, t.projectId],
      foreignColumns: [tasks.organizationId, tasks.id, tasks.projectId],
    }),
    foreignKey({
      name: 'attachments_ticket_fk',
      columns: [t.organizationId, t.ticketId, t.projectId],
      foreignColumns: [tickets.organizationId, tickets.id, tickets.projectId],
    }),
    foreignKey({
      name: 'attachments_comment_fk',
      columns: [t.organizationId, t.commentId, t.projectId],
      foreignColumns: [comments.organizationId, comments.id, comments.projectId],
    }),
    memberKey('attachments_created_by_fk', t.organizationId, t.createdById),
    index('attachments_by_project').on(t.organizationId, t.projectId, t.createdAt),
    index('attachments_by_task').on(t.organizationId, t.taskId),
    index('attachments_by_ticket').on(t.organizationId, t.ticketId),
    index('attachments_by_comment').on(t.organizationId, t.commentId),
    check('attachments_one_subject', sql`${t.taskId} is null or ${t.ticketId} is null`),
  ],
)
