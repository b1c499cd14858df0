import { and, asc, eq, sql } from 'drizzle-orm'
import { alias, unionAll } from 'drizzle-orm/pg-core'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { type Context, can } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { projectIs, reaches, visibleProjects } from '@/lib/projects/queries'
import { projectRefInput } from '@/lib/projects/schema'
import { ofProject, taskIs, taskReaches, visibleTasks } from './find'
import { labelNames } from './labels'
import { narrowed } from './narrow'
import { sorting } from './order'
import { listTasksInput, type TaskPriority, type TaskStatus, taskRefInput } from './schema'
import { taskScope } from './scope'
import { staffOf, staffOfEach } from './staff'

const assignee = alias(members, 'assignee')
const author = alias(members, 'author')

const card = {
  id: tasks.id,
  number: tasks.number,
  projectKey: projects.key,
  title: tasks.title,
  status: tasks.status,
  priority: tasks.priority,
  estimate: tasks.estimate,
  progress: tasks.progress,
  dueOn: tasks.dueOn,
  rank: tasks.rank,
  version: tasks.version,
  assignee: { id: assignee.id, name: assignee.name },
  labels: labelNames,
}

/** Whether an open task waits for one that is not done, as far as the reader sees those. */
const blocked = (ctx: Context) => sql<boolean>`("tasks"."status" <> 'DONE' and exists (
  select from task_dependencies d
  where d.organization_id = "tasks"."organization_id" and d.task_id = "tasks"."id" and exists (
    select from tasks where tasks.organization_id = d.organization_id and tasks.id = d.depends_on_id
      and tasks.status <> 'DONE' and tasks.deleted_at is null and ${taskScope(ctx, 'tasks.tasks.view')})))`
const cardFor = (ctx: Context) => ({ ...card, blocked: blocked(ctx) })

const cards = (tx: Tx, ctx: Context) =>
  tx
    .select(cardFor(ctx))
    .from(tasks)
    .innerJoin(projects, ofProject)
    .leftJoin(assignee, and(eq(assignee.organizationId, tasks.organizationId), eq(assignee.id, tasks.assigneeId)))
    .$dynamic()
type CardRow = Awaited<ReturnType<typeof cards>>[number]

/** Colleagues are named only to those who may see them. */
const showCard = (ctx: Context, { projectKey, assignee: person, ...task }: CardRow) => ({
  ...task,
  key: `${projectKey}-${task.number}`,
  status: task.status as TaskStatus,
  priority: task.priority as TaskPriority,
  assignee: can(ctx, 'organization.members.view') ? person : null,
})
export type TaskCard = ReturnType<typeof showCard>

/** Tasks, narrowed, sorted and grouped as asked. @returns `{ items: TaskCard[], nextCursor }` */
export const listTasks = defineQuery({
  name: 'tasks.list',
  permission: 'tasks.tasks.view',
  input: listTasksInput,
  async run({ tx, ctx, input }) {
    // Where a name is not shown, its place in the alphabet is not either.
    const seesPeople = can(ctx, 'organization.members.view')
    const hidden = (word: string | undefined) => word === 'assignee' && !seesPeople
    const order = sorting(
      hidden(input.order) ? 'number' : input.order,
      input.direction === 'desc',
      hidden(input.group) ? undefined : input.group,
    )
    const after = decodeCursor(input.cursor, order.length)
    const rows = await tx
      .select({ ...cardFor(ctx), sort: order.values })
      .from(tasks)
      .innerJoin(projects, ofProject)
      .leftJoin(assignee, and(eq(assignee.organizationId, tasks.organizationId), eq(assignee.id, tasks.assigneeId)))
      .where(
        and(
          visibleTasks(ctx),
          input.project ? and(visibleProjects(ctx), projectIs(input.project)) : undefined,
          narrowed(ctx, input),
          after ? order.after(after) : undefined,
        ),
      )
      .orderBy(...order.columns)
      .limit(input.limit + 1)
    if (rows.length === 0 && input.project) await requireProject(tx, ctx, input.project)
    return toPage(
      rows,
      input.limit,
      (row) => row.sort,
      ({ sort: _, ...row }) => showCard(ctx, row),
    )
  },
})

/** No tasks in a project is an answer; no project is another one. @throws 404 */
async function requireProject(tx: Tx, ctx: Context, reference: string): Promise<void> {
  const [project] = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(and(visibleProjects(ctx), projectIs(reference)))
  if (!project) throw notFound()
}

export const boardInput = projectRefInput
/** As many as fill a tall screen; the rest comes while one scrolls. */
const columnSize = 25

/** How many of a project's tasks the reader sees in each status, beside each project of a select. */
const countsOf = (ctx: Context) => sql<Partial<Record<TaskStatus, number>>>`(
  select coalesce(jsonb_object_agg(counted.status, counted.count), '{}'::jsonb) from (
    select tasks.status, count(*)::int as count from tasks
    where tasks.organization_id = "projects"."organization_id" and tasks.project_id = "projects"."id"
      and tasks.deleted_at is null and ${taskScope(ctx, 'tasks.tasks.view')}
    group by tasks.status) counted)`

/** A project's board: each column's first cards in their order, and how many there are. @throws 404 */
export const taskBoard = defineQuery({
  name: 'tasks.board',
  permission: 'tasks.tasks.view',
  one: true,
  input: boardInput,
  async run({ tx, ctx, input }) {
    const here = and(visibleTasks(ctx), visibleProjects(ctx), projectIs(input.project))
    const column = (status: TaskStatus) =>
      cards(tx, ctx)
        .where(and(here, eq(tasks.status, status)))
        .orderBy(asc(tasks.rank), asc(tasks.id))
        .limit(columnSize + 1)
    const [[found], rows] = await Promise.all([
      tx
        .select({
          project: {
            id: projects.id,
            key: projects.key,
            title: projects.title,
            status: projects.status,
            unlocked: sql<boolean>`${projects.unlockedAt} is not null`,
            mayCreate: reaches(ctx, 'tasks.tasks.create'),
          },
          staff: staffOfEach,
          counts: countsOf(ctx),
        })
        .from(projects)
        .where(and(visibleProjects(ctx), projectIs(input.project))),
      unionAll(column('TODO'), column('IN_PROGRESS'), column('DONE')),
    ])
    if (!found) throw notFound()
    const show = (status: TaskStatus) => ({
      status,
      count: found.counts[status] ?? 0,
      ...toPage(
        rows.filter((row) => row.status === status).sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1)),
        columnSize,
        (task) => [task.rank, task.id],
        (task) => showCard(ctx, task),
      ),
    })
    return {
      project: found.project,
      staff: can(ctx, 'organization.members.view') ? found.staff : [],
      columns: [show('TODO'), show('IN_PROGRESS'), show('DONE')],
    }
  },
})
export type Board = Awaited<ReturnType<typeof taskBoard>>

/** One task with its parent, sub-tasks and what the reader may do with it. @throws 404 */
export const getTask = defineQuery({
  name: 'tasks.get',
  permission: 'tasks.tasks.view',
  one: true,
  input: taskRefInput,
  async run({ tx, ctx, input }) {
    const [row] = await tx
      .select({
        ...cardFor(ctx),
        description: tasks.description,
        startsOn: tasks.startsOn,
        parentId: tasks.parentId,
        externalKey: tasks.externalKey,
        createdAt: tasks.createdAt,
        updatedAt: tasks.updatedAt,
        completedAt: tasks.completedAt,
        author: { id: author.id, name: author.name },
        project: {
          id: projects.id,
          key: projects.key,
          title: projects.title,
          status: projects.status,
          unlocked: sql<boolean>`${projects.unlockedAt} is not null`,
        },
        may: {
          edit: taskReaches(ctx, 'tasks.tasks.edit'),
          assign: taskReaches(ctx, 'tasks.tasks.assign'),
          delete: taskReaches(ctx, 'tasks.tasks.delete'),
          comment: taskReaches(ctx, 'tasks.comments.create'),
        },
      })
      .from(tasks)
      .innerJoin(projects, ofProject)
      .innerJoin(author, and(eq(author.organizationId, tasks.organizationId), eq(author.id, tasks.createdById)))
      .leftJoin(assignee, and(eq(assignee.organizationId, tasks.organizationId), eq(assignee.id, tasks.assigneeId)))
      .where(and(visibleTasks(ctx), taskIs(input.task)))
    if (!row) throw notFound()
    const [[parent], children, staff] = await Promise.all([
      // A parent that this reader may not see is neither named nor pointed at.
      row.parentId ? cards(tx, ctx).where(and(visibleTasks(ctx), sql`${tasks.id} = ${row.parentId}::uuid`)) : [],
      cards(tx, ctx)
        .where(and(visibleTasks(ctx), sql`${tasks.parentId} = ${row.id}::uuid`))
        .orderBy(asc(tasks.number))
        .limit(100),
      can(ctx, 'organization.members.view') ? staffOf(tx, ctx, row.project.id) : [],
    ])
    const {
      author: person,
      description,
      startsOn,
      parentId: _,
      externalKey,
      createdAt,
      updatedAt,
      completedAt,
      project,
      may,
      ...rest
    } = row
    return {
      ...showCard(ctx, rest),
      description,
      startsOn,
      parentId: parent?.id ?? null,
      externalKey,
      createdAt,
      updatedAt,
      completedAt,
      project,
      may,
      author: can(ctx, 'organization.members.view') ? person : null,
      parent: parent ? { id: parent.id, key: `${parent.projectKey}-${parent.number}`, title: parent.title } : null,
      subtasks: children.map((child) => showCard(ctx, child)),
      staff,
    }
  },
})
export type Task = Awaited<ReturnType<typeof getTask>>
