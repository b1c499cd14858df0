import { and, eq, inArray, isNull } from 'drizzle-orm'
import { comments } from '@/db/schema/comments'
import { checklistItems, tasks } from '@/db/schema/tasks'
import { newId } from '@/lib/core/command'
import { type Context, memberOf } from '@/lib/core/context'
import type { EventDraft } from '@/lib/core/events'
import { record } from '@/lib/core/outbox'
import type { Tx } from '@/lib/core/transaction'
import { addLabels } from '@/lib/tasks/labels'
import { initialRank, takeNumbers } from '@/lib/tasks/number'
import type { ReadTask } from './rows'

/** A task with the place of its parent: a line of the same file, or a task that the project has already. */
export type NewTask = ReadTask & { parentLine: number | null; parentId: string | null }
type Target = { projectId: string; importId: string }

const chunkSize = 250

/** The tasks that earlier parts of this import made of some lines. */
async function madeOf(tx: Tx, ctx: Context, { importId }: Target, lines: number[]): Promise<Map<number, string>> {
  const made = new Map<number, string>()
  for (let start = 0; start < lines.length; start += 5_000) {
    const rows = await tx
      .select({ id: tasks.id, line: tasks.importLine })
      .from(tasks)
      .where(
        and(
          eq(tasks.organizationId, ctx.organization.id),
          eq(tasks.importId, importId),
          inArray(tasks.importLine, lines.slice(start, start + 5_000)),
          isNull(tasks.deletedAt),
        ),
      )
    for (const { id, line } of rows) if (line !== null) made.set(line, id)
  }
  return made
}

/** Writes rows as tasks with dense numbers in their order, parents first, each with its own row in the trail. */
export async function insertTasks(tx: Tx, ctx: Context, target: Target, rows: NewTask[]): Promise<void> {
  if (rows.length === 0) return
  const organizationId = ctx.organization.id
  const withIds = rows.map((row) => ({ ...row, id: newId() }))
  const here = new Map(withIds.map(({ line, id }) => [line, id]))
  const earlier = withIds.flatMap(({ parentLine }) =>
    parentLine !== null && !here.has(parentLine) ? [parentLine] : [],
  )
  const before = await madeOf(tx, ctx, target, [...new Set(earlier)])
  const parentOf = ({ parentLine, parentId }: NewTask) =>
    (parentLine === null ? undefined : (here.get(parentLine) ?? before.get(parentLine))) ?? parentId
  const first = await takeNumbers(tx, ctx, target.projectId, rows.length)

  for (let start = 0; start < withIds.length; start += chunkSize) {
    const chunk = withIds.slice(start, start + chunkSize)
    await tx.insert(tasks).values(
      chunk.map((row, index) => {
        const { line, labels: _, checklist: __, parentLine: ___, comments: ____, ...task } = row
        return {
          organizationId,
          ...task,
          parentId: parentOf(row),
          projectId: target.projectId,
          number: first + start + index,
          rank: initialRank(first + start + index),
          importId: target.importId,
          importLine: line,
          createdById: memberOf(ctx),
          completedAt: task.status === 'DONE' ? (task.completedAt ?? new Date()) : null,
        }
      }),
    )
    await addAllLabels(tx, ctx, chunk)
    await addChecklists(tx, ctx, chunk)
    await addRemarks(tx, ctx, target.projectId, chunk)
    await record(
      tx,
      ctx,
      chunk.map(
        (task, index): EventDraft => ({
          type: 'task.imported',
          subject: { type: 'task', id: task.id },
          projectId: target.projectId,
          after: { number: first + start + index, title: task.title, line: task.line },
          quiet: true,
        }),
      ),
    )
  }
}

const addAllLabels = (tx: Tx, ctx: Context, rows: { id: string; labels: string[] }[]) =>
  addLabels(tx, ctx, new Map(rows.filter((row) => row.labels.length > 0).map((row) => [row.id, row.labels])))

async function addChecklists(tx: Tx, ctx: Context, rows: { id: string; checklist: ReadTask['checklist'] }[]) {
  const items = rows.flatMap(({ id, checklist }) =>
    checklist.map((item, index) => ({
      organizationId: ctx.organization.id,
      taskId: id,
      ...item,
      rank: (index + 1) * 1024,
    })),
  )
  for (let start = 0; start < items.length; start += 1_000)
    await tx.insert(checklistItems).values(items.slice(start, start + 1_000))
}

/** What was said in the other program, for the team only. The import is the news; nobody is told of each old comment. */
async function addRemarks(
  tx: Tx,
  ctx: Context,
  projectId: string,
  rows: { id: string; comments: ReadTask['comments'] }[],
) {
  const remarks = rows.flatMap(({ id, comments: said }) =>
    said.map(({ authorId, at, body }) => ({
      organizationId: ctx.organization.id,
      projectId,
      taskId: id,
      body,
      shared: false,
      authorId: authorId ?? memberOf(ctx),
      ...(at && { createdAt: at }),
    })),
  )
  for (let start = 0; start < remarks.length; start += 500)
    await tx.insert(comments).values(remarks.slice(start, start + 500))
}
