import { tasks } from '@/db/schema/tasks'
import { newId } from '@/lib/core/command'
import { type Context, memberOf } from '@/lib/core/context'
import type { EventDraft } from '@/lib/core/events'
import { record } from '@/lib/core/outbox'
import type { Tx } from '@/lib/core/transaction'
import { addLabels } from '@/lib/tasks/labels'
import { initialRank, takeNumbers } from '@/lib/tasks/number'
import type { TaskRow } from './rows'

const chunkSize = 250

/** Writes rows as tasks with dense numbers in the order of the file, each with its own row in the trail. */
export async function insertTasks(
  tx: Tx,
  ctx: Context,
  target: { projectId: string; importId: string },
  rows: TaskRow[],
): Promise<void> {
  if (rows.length === 0) return
  const organizationId = ctx.organization.id
  const withIds = rows.map((row) => ({ ...row, id: newId() }))
  const first = await takeNumbers(tx, ctx, target.projectId, rows.length)

  for (let start = 0; start < withIds.length; start += chunkSize) {
    const chunk = withIds.slice(start, start + chunkSize)
    await tx.insert(tasks).values(
      chunk.map(({ line, labels: _, ...task }, index) => ({
        organizationId,
        ...task,
        projectId: target.projectId,
        number: first + start + index,
        rank: initialRank(first + start + index),
        importId: target.importId,
        importLine: line,
        createdById: memberOf(ctx),
        completedAt: task.status === 'DONE' ? new Date() : null,
      })),
    )
    await addAllLabels(tx, ctx, chunk)
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
