import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { importErrors, imports } from '@/db/schema/tasks'
import { forbidden } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import { findProject } from '@/lib/projects/queries'
import { findImport, importWorld, loadCsv } from './load'
import { readRow } from './rows'
import {
  dryRunInput,
  type ImportField,
  type ImportMode,
  type ImportStatus,
  importRefInput,
  listImportErrorsInput,
  listImportsInput,
} from './schema'

const shown = {
  id: imports.id,
  fileName: imports.fileName,
  encoding: imports.encoding,
  delimiter: imports.delimiter,
  columns: imports.columns,
  mapping: sql<Record<string, ImportField>>`${imports.mapping}`,
  mode: sql<ImportMode>`${imports.mode}`,
  status: sql<ImportStatus>`${imports.status}`,
  totalRows: imports.totalRows,
  doneRows: imports.doneRows,
  importedRows: imports.importedRows,
  failedRows: imports.failedRows,
  createdAt: imports.createdAt,
  finishedAt: imports.finishedAt,
}

/** The imports of a project, newest first. */
export const listImports = defineQuery({
  name: 'imports.list',
  permission: 'projects.projects.edit',
  input: listImportsInput,
  async run({ tx, ctx, input }) {
    const project = await findProject(tx, ctx, input.project, 'projects.projects.edit')
    if (!project.permitted) throw forbidden('projects.projects.edit')
    const after = decodeCursor(input.cursor, 1)
    const rows = await tx
      .select(shown)
      .from(imports)
      .where(
        and(
          eq(imports.organizationId, ctx.organization.id),
          eq(imports.projectId, project.id),
          after ? sql`${imports.id} < ${after[0]}::uuid` : undefined,
        ),
      )
      .orderBy(desc(imports.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      (row) => [row.id],
      (row) => row,
    )
  },
})

/** One import with its progress, and the first rows of its file. @throws 404 */
export const getImport = defineQuery({
  name: 'imports.get',
  permission: 'projects.projects.edit',
  one: true,
  input: importRefInput,
  async run({ tx, ctx, input }) {
    const found = await findImport(tx, ctx, input.project, input.import)
    const [row] = await tx
      .select(shown)
      .from(imports)
      .where(and(eq(imports.organizationId, ctx.organization.id), eq(imports.id, found.import.id)))
    const sample =
      found.import.status === 'UPLOADED'
        ? (await loadCsv(tx, ctx, found.import.fileId)).rows
            .slice(0, 5)
            .map(({ cells }) => cells.map((cell) => cell.slice(0, 200)))
        : []
    const { id, key, title } = found.project
    return { ...(row as NonNullable<typeof row>), project: { id, key, title }, sample }
  },
})
export type Import = Awaited<ReturnType<typeof getImport>>

const shownErrors = 200

/** Reads the whole file with a mapping and says what would happen, without changing anything. */
export const dryRunImport = defineQuery({
  name: 'imports.dry_run',
  permission: 'projects.projects.edit',
  one: true,
  input: dryRunInput,
  async run({ tx, ctx, input }) {
    const found = await findImport(tx, ctx, input.project, input.import)
    const [csv, world] = [await loadCsv(tx, ctx, found.import.fileId), await importWorld(tx, ctx, found.project)]
    const read = csv.rows.map((row) => readRow(row, csv.columns, input.mapping, world))
    const errors = read.flatMap((row) => row.errors)
    return {
      totalRows: read.length,
      goodRows: read.filter((row) => row.task).length,
      badRows: read.filter((row) => !row.task).length,
      errors: errors.slice(0, shownErrors),
      moreErrors: Math.max(0, errors.length - shownErrors),
      preview: read
        .flatMap((row) => (row.task ? [row.task] : []))
        .slice(0, 10)
        .map(({ description, ...task }) => ({ ...task, description: description.slice(0, 200) })),
    }
  },
})
export type DryRun = Awaited<ReturnType<typeof dryRunImport>>

/** What was wrong with the rows of a finished import, by line. */
export const listImportErrors = defineQuery({
  name: 'imports.errors',
  permission: 'projects.projects.edit',
  one: true,
  input: listImportErrorsInput,
  async run({ tx, ctx, input }) {
    const found = await findImport(tx, ctx, input.project, input.import)
    const after = decodeCursor(input.cursor, 2)
    const rows = await tx
      .select({
        id: importErrors.id,
        line: importErrors.line,
        column: importErrors.column,
        message: importErrors.message,
      })
      .from(importErrors)
      .where(
        and(
          eq(importErrors.organizationId, ctx.organization.id),
          eq(importErrors.importId, found.import.id),
          after ? sql`(${importErrors.line}, ${importErrors.id}) > (${after[0]}::int, ${after[1]}::uuid)` : undefined,
        ),
      )
      .orderBy(asc(importErrors.line), asc(importErrors.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      (row) => [row.line, row.id],
      ({ id: _, ...row }) => row,
    )
  },
})
