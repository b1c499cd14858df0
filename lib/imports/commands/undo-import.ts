import { and, eq, isNull, sql } from 'drizzle-orm'
import { imports, tasks } from '@/db/schema/tasks'
import { defineCommand } from '@/lib/core/command'
import { conflict } from '@/lib/core/errors'
import { changed, type EventDraft, unchanged } from '@/lib/core/events'
import { record } from '@/lib/core/outbox'
import { changedSince } from '../changed-since'
import { findImport } from '../load'
import { undoImportInput } from '../schema'

const trailAtOnce = 1_000
const named = 20

/**
 * Takes an import back: all its tasks go into the bin, together. One that was never started is put away.
 * @throws 409 `STILL_RUNNING` · 409 `CHANGED_SINCE` with the tasks in `errors`, unless `force` is given
 */
export const undoImport = defineCommand({
  name: 'imports.undo',
  permission: 'projects.projects.edit',
  input: undoImportInput,
  find: ({ tx, ctx, input }) => findImport(tx, ctx, input.project, input.import),
  async run({ tx, ctx, input, subject: { project } }) {
    const here = and(eq(imports.organizationId, ctx.organization.id), eq(imports.id, input.import))
    const [row] = await tx.select().from(imports).where(here).for('no key update')
    if (!row || row.status === 'UNDONE') return unchanged({ id: input.import, tasks: 0 })
    if (row.status === 'RUNNING')
      throw conflict('STILL_RUNNING', 'This import is still running. Undo it when it has finished.')

    // Whoever changes one of them at this moment is waited for, or waits and then finds it in the bin.
    const mine = and(eq(tasks.organizationId, ctx.organization.id), eq(tasks.importId, row.id), isNull(tasks.deletedAt))
    await tx.select({ id: tasks.id }).from(tasks).where(mine).orderBy(tasks.id).for('no key update')
    const touched = input.force ? [] : await changedSince(tx, ctx, row.id)
    if (touched.length > 0)
      throw conflict('CHANGED_SINCE', `${touched.length.toLocaleString('en')} of these tasks were changed since.`, {
        errors: touched.slice(0, named).map(({ number, title }) => ({
          path: `${project.key}-${number}`,
          code: 'changed',
          message: title,
        })),
      })
    const gone = await tx
      .update(tasks)
      .set({ deletedAt: sql`now()`, version: sql`${tasks.version} + 1` })
      .where(mine)
      .returning({ id: tasks.id, title: tasks.title })
    const trail = gone.map(
      ({ id, title }): EventDraft => ({
        type: 'task.deleted',
        subject: { type: 'task', id },
        projectId: project.id,
        before: { title },
        quiet: true,
      }),
    )
    for (let start = 0; start < trail.length; start += trailAtOnce)
      await record(tx, ctx, trail.slice(start, start + trailAtOnce))
    await tx
      .update(imports)
      .set({ status: 'UNDONE', undoneAt: sql`now()`, version: sql`${imports.version} + 1` })
      .where(here)
    return changed(
      { id: row.id, tasks: gone.length },
      {
        type: 'import.undone',
        subject: { type: 'import', id: row.id },
        projectId: project.id,
        before: { status: row.status },
        after: { status: 'UNDONE', tasks: gone.length },
        payload: { tasks: gone.length },
        shared: true,
      },
    )
  },
})
