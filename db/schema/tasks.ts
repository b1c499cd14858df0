import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, deletedAt, id, instant, organizationId, version } from '../columns'
import { files } from './files'
import { memberKey, organizationKey } from './keys'
import { projects } from './projects'

/** A CSV on its way to become tasks. Its progress is a row, so that leaving the page or a restart loses nothing. */
export const imports = pgTable(
  'imports',
  {
    organizationId: organizationId(),
    id: id(),
    projectId: uuid('project_id').notNull(),
    fileId: uuid('file_id').notNull(),
    fileName: text('file_name').notNull(),
    encoding: text('encoding').notNull(),
    delimiter: text('delimiter').notNull(),
    columns: jsonb('columns').$type<string[]>().notNull(),
    mapping: jsonb('mapping').$type<Record<string, string>>().notNull(),
    /** Which program wrote the file; it decides how columns, dates and people are read. */
    source: text('source').notNull().default('CSV'),
    /** Names or addresses in the file → members, and words in the file → statuses, as the user mapped them. */
    people: jsonb('people').$type<Record<string, string>>().notNull().default({}),
    statuses: jsonb('statuses').$type<Record<string, string>>().notNull().default({}),
    /** How columns of dates are read, what happens to keys that are there already, and who joins the project. */
    options: jsonb('options')
      .$type<{ dates?: Record<string, string>; existing?: string; join?: string[] }>()
      .notNull()
      .default({}),
    undoneAt: instant('undone_at'),
    mode: text('mode').notNull().default('ALL_OR_NOTHING'),
    status: text('status').notNull().default('UPLOADED'),
    totalRows: integer('total_rows').notNull(),
    doneRows: integer('done_rows').notNull().default(0),
    importedRows: integer('imported_rows').notNull().default(0),
    failedRows: integer('failed_rows').notNull().default(0),
    createdById: uuid('created_by_id').notNull(),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'imports_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({
      name: 'imports_project_fk',
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
    foreignKey({
      name: 'imports_file_fk',
      columns: [t.organizationId, t.fileId],
      foreignColumns: [files.organizationId, files.id],
    }),
    memberKey('imports_created_by_fk', t.organizationId, t.createdById),
    index('imports_by_project').on(t.organizationId, t.projectId, t.createdAt.desc()),
    check('imports_mode', sql`${t.mode} in ('ALL_OR_NOTHING', 'KEEP_GOOD_ROWS')`),
    check('imports_status', sql`${t.status} in ('UPLOADED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'UNDONE')`),
    check('imports_source', sql`${t.source} in ('CSV', 'JIRA', 'TRELLO', 'ASANA', 'GITHUB')`),
    check(
      'imports_counts',
      sql`${t.doneRows} between 0 and ${t.totalRows} and ${t.importedRows} + ${t.failedRows} <= ${t.totalRows}`,
    ),
  ],
)

/** What was wrong with one line of an import. */
export const importErrors = pgTable(
  'import_errors',
  {
    organizationId: organizationId(),
    id: id(),
    importId: uuid('import_id').notNull(),
    line: integer('line').notNull(),
    column: text('column').notNull().default(''),
    message: text('message').notNull(),
  },
  (t) => [
    primaryKey({ name: 'import_errors_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({
      name: 'import_errors_import_fk',
      columns: [t.organizationId, t.importId],
      foreignColumns: [imports.organizationId, imports.id],
    }),
    unique('import_errors_line_unique').on(t.organizationId, t.importId, t.line, t.column),
  ],
)

export const tasks = pgTable(
  'tasks',
  {
    organizationId: organizationId(),
    id: id(),
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    status: text('status').notNull().default('TODO'),
    priority: text('priority').notNull().default('NONE'),
    assigneeId: uuid('assignee_id'),
    /** Story points, as teams estimate them; not money and not hours. */
    estimate: numeric('estimate', { precision: 8, scale: 2, mode: 'number' }),
    progress: smallint('progress').notNull().default(0),
    startsOn: date('starts_on', { mode: 'string' }),
    dueOn: date('due_on', { mode: 'string' }),
    parentId: uuid('parent_id'),
    /** Place in its board column; between two neighbours there is always another number (commands renumber when not). */
    rank: doublePrecision('rank').notNull(),
    importId: uuid('import_id'),
    importLine: integer('import_line'),
    externalKey: text('external_key'),
    createdById: uuid('created_by_id').notNull(),
    completedAt: instant('completed_at'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: deletedAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'tasks_pkey', columns: [t.organizationId, t.id] }),
    unique('tasks_number_unique').on(t.organizationId, t.projectId, t.number),
    unique('tasks_project_key').on(t.organizationId, t.id, t.projectId),
    unique('tasks_import_line_unique').on(t.organizationId, t.importId, t.importLine),
    foreignKey({
      name: 'tasks_project_fk',
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
    foreignKey({
      name: 'tasks_parent_fk',
      columns: [t.organizationId, t.parentId, t.projectId],
      foreignColumns: [t.organizationId, t.id, t.projectId],
    }),
    foreignKey({
      name: 'tasks_import_fk',
      columns: [t.organizationId, t.importId],
      foreignColumns: [imports.organizationId, imports.id],
    }),
    memberKey('tasks_assignee_fk', t.organizationId, t.assigneeId),
    memberKey('tasks_created_by_fk', t.organizationId, t.createdById),
    index('tasks_board').on(t.organizationId, t.projectId, t.status, t.rank, t.id),
    index('tasks_by_assignee').on(t.organizationId, t.assigneeId, t.status, t.dueOn),
    index('tasks_by_parent').on(t.organizationId, t.parentId),
    check('tasks_status', sql`${t.status} in ('TODO', 'IN_PROGRESS', 'DONE')`),
    check('tasks_priority', sql`${t.priority} in ('NONE', 'LOW', 'MEDIUM', 'HIGH', 'URGENT')`),
    check('tasks_progress', sql`${t.progress} between 0 and 100`),
    check('tasks_estimate', sql`${t.estimate} >= 0`),
    check('tasks_dates', sql`${t.dueOn} >= ${t.startsOn}`),
    check('tasks_not_own_parent', sql`${t.parentId} <> ${t.id}`),
  ],
)

export const labels = pgTable(
  'labels',
  {
    organizationId: organizationId(),
    id: id(),
    name: text('name').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'labels_pkey', columns: [t.organizationId, t.id] }),
    organizationKey('labels_organization_fk', t.organizationId),
    uniqueIndex('labels_name_unique').on(t.organizationId, sql`lower(${t.name})`),
  ],
)

export const taskLabels = pgTable(
  'task_labels',
  {
    organizationId: organizationId(),
    taskId: uuid('task_id').notNull(),
    labelId: uuid('label_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'task_labels_pkey', columns: [t.organizationId, t.taskId, t.labelId] }),
    foreignKey({
      name: 'task_labels_task_fk',
      columns: [t.organizationId, t.taskId],
      foreignColumns: [tasks.organizationId, tasks.id],
    }),
    foreignKey({
      name: 'task_labels_label_fk',
      columns: [t.organizationId, t.labelId],
      foreignColumns: [labels.organizationId, labels.id],
    }),
    index('task_labels_by_label').on(t.organizationId, t.labelId),
  ],
)

/** This task waits for that one, of the same project. */
export const taskDependencies = pgTable(
  'task_dependencies',
  {
    organizationId: organizationId(),
    projectId: uuid('project_id').notNull(),
    taskId: uuid('task_id').notNull(),
    dependsOnId: uuid('depends_on_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'task_dependencies_pkey', columns: [t.organizationId, t.taskId, t.dependsOnId] }),
    foreignKey({
      name: 'task_dependencies_task_fk',
      columns: [t.organizationId, t.taskId, t.projectId],
      foreignColumns: [tasks.organizationId, tasks.id, tasks.projectId],
    }),
    foreignKey({
      name: 'task_dependencies_depends_on_fk',
      columns: [t.organizationId, t.dependsOnId, t.projectId],
      foreignColumns: [tasks.organizationId, tasks.id, tasks.projectId],
    }),
    index('task_dependencies_by_project').on(t.organizationId, t.projectId),
    index('task_dependencies_by_depends_on').on(t.organizationId, t.dependsOnId),
    check('task_dependencies_not_itself', sql`${t.taskId} <> ${t.dependsOnId}`),
  ],
)

export const checklistItems = pgTable(
  'checklist_items',
  {
    organizationId: organizationId(),
    id: id(),
    taskId: uuid('task_id').notNull(),
    text: text('text').notNull(),
    done: boolean('done').notNull().default(false),
    rank: doublePrecision('rank').notNull(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'checklist_items_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({
      name: 'checklist_items_task_fk',
      columns: [t.organizationId, t.taskId],
      foreignColumns: [tasks.organizationId, tasks.id],
    }),
    index('checklist_items_by_task').on(t.organizationId, t.taskId, t.rank, t.id),
  ],
)

/** A set of filters, grouping and order that somebody keeps, for themselves or for everybody on the project. */
export const savedViews = pgTable(
  'saved_views',
  {
    organizationId: organizationId(),
    id: id(),
    /** The list it belongs to: `tasks`, `tickets`, … */
    list: text('list').notNull(),
    projectId: uuid('project_id'),
    memberId: uuid('member_id').notNull(),
    name: text('name').notNull(),
    shared: boolean('shared').notNull().default(false),
    /** The list's own query string, checked by its schema when it is saved. */
    query: text('query').notNull(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'saved_views_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({
      name: 'saved_views_project_fk',
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
    memberKey('saved_views_member_fk', t.organizationId, t.memberId),
    unique('saved_views_name_unique').on(t.organizationId, t.memberId, t.list, t.projectId, t.name).nullsNotDistinct(),
    index('saved_views_by_project').on(t.organizationId, t.projectId),
  ],
)
