import { and, eq, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { importErrors, imports } from '@/db/schema/tasks'
import { defineCommand } from '@/lib/core/command'
import type { Context } from '@/lib/core/context'
import { changed, type EventDraft, unchanged } from '@/lib/core/events'
import { idInput } from '@/lib/core/text'
import type { Tx } from '@/lib/core/transaction'
import { insertTasks } from '../insert-tasks'
import { findImport, importWorld, loadCsv } from '../load'
import { type RowError, readRow, type TaskRow } from '../rows'
import type { ImportField } from '../schema'

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

    const [csv, world] = [await loadCsv(tx, ctx, row.fileId), await importWorld(tx, ctx, project)]
    const whole = row.mode === 'ALL_OR_NOTHING'
    const part = whole ? csv.rows : csv.rows.slice(row.doneRows, row.doneRows + batchRows)
    const read = part.map((cells) => readRow(cells, csv.columns, row.mapping as Record<string, ImportField>, world))
    const errors = read.flatMap((result) => result.errors)
    const good = read.flatMap((result): TaskRow[] => (result.task ? [result.task] : []))
    const failed = part.length - good.length
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
