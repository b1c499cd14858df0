import { and, eq, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { projectCounters } from '@/db/schema/projects'
import { importErrors, imports } from '@/db/schema/tasks'
import { defineCommand } from '@/lib/core/command'
import type { Context } from '@/lib/core/context'
import { changed, type EventDraft, unchanged } from '@/lib/core/events'
import { idInput } from '@/lib/core/text'
import type { Tx } from '@/lib/core/transaction'
import { fromRow } from '../choices'
import { insertTasks, type NewTask } from '../insert-tasks'
import { findImport, importWorld, loadFile } from '../load'
import { inOrder } from '../order'
import { type RowError, rowReader } from '../rows'
import type { ImportSource } from '../schema'

const batchRows = 250
const keptErrors = 5_000
type ImportRow = typeof imports.$inferSelect

const about = (row: ImportRow, type: string, after: Record<string, unknown>): EventDraft => ({
  type,
  subject: { type: 'import', id: row.id },
  projectId: row.projectId,
  after,
  shared: type === 'import.finished',
})

const set = (tx: Tx, ctx: Context, row: ImportRow, values: PgUpdateSetSource<typeof imports>) =>
  tx
    .update(imports)
    .set({ ...values, version: sql`${imports.version} + 1` })
    .where(and(eq(imports.organizationId, ctx.organization.id), eq(imports.id, row.id)))

const lockNumbers = (tx: Tx, ctx: Context, projectId: string) =>
  tx
    .select({ last: projectCounters.lastTaskNumber })
    .from(projectCounters)
    .where(and(eq(projectCounters.organizationId, ctx.organization.id), eq(projectCounters.projectId, projectId)))
    .for('update')

const keepErrors = async (tx: Tx, ctx: Context, importId: string, errors: RowError[]) => {
  const rows = errors.slice(0, keptErrors).map((error) => ({ organizationId: ctx.organization.id, importId, ...error }))
  for (let start = 0; start < rows.length; start += 500)
    await tx
      .insert(importErrors)
      .values(rows.slice(start, start + 500))
      .onConflictDoNothing()
}

/**
 * Does the next part of a running import and says whether there is more: one batch of the good rows, or, when all or
 * nothing is asked, everything in this one transaction. The import's row lock and its count of done rows make a repeated
 * call after a crash do nothing twice.
 */
export const runImport = defineCommand({
  name: 'imports.run',
  permission: 'projects.projects.edit',
  input: z.strictObject({ project: idInput, import: idInput }),
  find: ({ tx, ctx, input }) => findImport(tx, ctx, input.project, input.import),
  async run({ tx, ctx, input, subject: { project } }) {
    const [row] = await tx
      .select()
      .from(imports)
      .where(and(eq(imports.organizationId, ctx.organization.id), eq(imports.id, input.import)))
      .for('no key update')
    if (row?.status !== 'RUNNING') return unchanged({ more: false })

    const choices = fromRow(row)
    // Of two imports of the same keys one waits here, and then sees what the other wrote.
    if (choices.existing === 'SKIP') await lockNumbers(tx, ctx, project.id)
    const file = await loadFile(tx, ctx, row.fileId, row.source as ImportSource)
    const world = await importWorld(tx, ctx, { project, importId: row.id }, file, choices)
    const read = rowReader(file, choices, world)
    const placed = inOrder(file, choices.mapping)
    const whole = row.mode === 'ALL_OR_NOTHING'
    const part = whole ? placed : placed.slice(row.doneRows, row.doneRows + batchRows)
    const results = part.map((place) => ({ ...place, ...read(place.row) }))
    const errors = results.flatMap((result) => result.errors)
    const good = results.flatMap(({ task, parentLine, parentKey }): NewTask[] =>
      task ? [{ ...task, parentLine, parentId: world.existing.get(parentKey ?? '') ?? null }] : [],
    )
    const failed = results.filter((result) => result.errors.length > 0).length
    await keepErrors(tx, ctx, row.id, errors)

    if (whole && failed > 0) {
      await set(tx, ctx, row, { status: 'FAILED', doneRows: row.totalRows, failedRows: failed, finishedAt: sql`now()` })
      return changed({ more: false }, about(row, 'import.finished', { status: 'FAILED', failedRows: failed }))
    }
    await insertTasks(tx, ctx, { projectId: project.id, importId: row.id }, good)
    const done = {
      doneRows: whole ? row.totalRows : row.doneRows + part.length,
      importedRows: row.importedRows + good.length,
      failedRows: row.failedRows + failed,
    }
    const more = done.doneRows < row.totalRows
    await set(tx, ctx, row, more ? done : { ...done, status: 'SUCCEEDED', finishedAt: sql`now()` })
    return changed(
      { more },
      about(row, more ? 'import.progressed' : 'import.finished', more ? done : { status: 'SUCCEEDED', ...done }),
    )
  },
})
