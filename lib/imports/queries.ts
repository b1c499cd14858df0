import { setImmediate } from 'node:timers/promises'
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { importErrors, imports, tasks } from '@/db/schema/tasks'
import { can } from '@/lib/core/context'
import { forbidden } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import { findProject } from '@/lib/projects/queries'
import { changedSince } from './changed-since'
import { type Choices, fromRow } from './choices'
import { findImport, importWorld, loadFile } from './load'
import { suggestMapping } from './read-file'
import { rowReader } from './rows'
import {
  dryRunInput,
  getImportInput,
  type ImportField,
  type ImportMode,
  type ImportSource,
  type ImportStatus,
  importRefInput,
  listImportErrorsInput,
  listImportsInput,
} from './schema'
import { survey } from './survey'

const shown = {
  id: imports.id,
  fileName: imports.fileName,
  encoding: imports.encoding,
  delimiter: imports.delimiter,
  columns: imports.columns,
  source: sql<ImportSource>`${imports.source}`,
  mapping: sql<Record<string, ImportField>>`${imports.mapping}`,
  statuses: sql<Choices['statuses']>`${imports.statuses}`,
  people: imports.people,
  options: imports.options,
  mode: sql<ImportMode>`${imports.mode}`,
  status: sql<ImportStatus>`${imports.status}`,
  totalRows: imports.totalRows,
  doneRows: imports.doneRows,
  importedRows: imports.importedRows,
  failedRows: imports.failedRows,
  createdAt: imports.createdAt,
  finishedAt: imports.finishedAt,
  undoneAt: imports.undoneAt,
}

/** A row as it is shown: its choices taken apart. */
const withChoices = <T extends Parameters<typeof fromRow>[0]>({ options, ...row }: T) => ({
  ...row,
  ...fromRow({ ...row, options } as T),
})

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
    return toPage(rows, input.limit, (row) => [row.id], withChoices)
  },
})

/**
 * One import with its progress and, until it is started, the first rows of its file, which can be read as another source.
 * @throws 404
 */
export const getImport = defineQuery({
  name: 'imports.get',
  permission: 'projects.projects.edit',
  one: true,
  input: getImportInput,
  async run({ tx, ctx, input }) {
    const found = await findImport(tx, ctx, input.project, input.import)
    const [row] = await tx
      .select(shown)
      .from(imports)
      .where(and(eq(imports.organizationId, ctx.organization.id), eq(imports.id, found.import.id)))
    const { id, key, title } = found.project
    const subject = {
      ...withChoices(row as NonNullable<typeof row>),
      project: { id, key, title },
      sample: [] as string[][],
      readableAs: [] as ImportSource[],
    }
    if (subject.status !== 'UPLOADED') return subject
    const file = await loadFile(tx, ctx, found.import.fileId, input.source ?? subject.source)
    const { source, columns, readableAs } = file
    return {
      ...subject,
      source,
      columns,
      readableAs,
      mapping: source === subject.source ? subject.mapping : suggestMapping(file, can(ctx, 'tasks.tasks.assign')),
      sample: file.rows
        .slice(0, 5)
        .map(({ cells }) => columns.map((_, at) => (cells[at] ?? []).join(', ').slice(0, 200))),
    }
  },
})
export type Import = Awaited<ReturnType<typeof getImport>>

const shownErrors = 200
/** Rows that are read before others are served again. */
const inOneGo = 1_000

/** Reads the whole file with some choices and says what would happen, without changing anything. */
export const dryRunImport = defineQuery({
  name: 'imports.dry_run',
  permission: 'projects.projects.edit',
  one: true,
  input: dryRunInput,
  async run({ tx, ctx, input }) {
    const found = await findImport(tx, ctx, input.project, input.import)
    const file = await loadFile(tx, ctx, found.import.fileId, input.source ?? (found.import.source as ImportSource))
    const choices: Choices = { ...input, source: file.source }
    const subject = { project: found.project, importId: found.import.id }
    const staffed = await findProject(tx, ctx, found.project.id, 'projects.projects.staff')
    const { people, ...world } = await importWorld(tx, ctx, subject, file, input)
    const read = rowReader(file, choices, world)
    const results: ReturnType<typeof read>[] = []
    for (const row of file.rows) {
      if (results.push(read(row)) % inOneGo === 0) await setImmediate()
    }
    const errors = results.flatMap((row) => row.errors)
    const badRows = results.filter((row) => row.errors.length > 0).length
    const goodRows = results.filter((row) => row.task).length
    return {
      totalRows: results.length,
      goodRows,
      badRows,
      skippedRows: results.length - goodRows - badRows,
      errors: errors.slice(0, shownErrors),
      moreErrors: Math.max(0, errors.length - shownErrors),
      unlocked: world.unlocked,
      mayAssign: world.mayAssign,
      /** Whether the reader may add colleagues to the project. */
      mayStaff: staffed.permitted,
      assignable: people,
      found: survey(file, choices, world),
      preview: results
        .flatMap((row) => (row.task ? [row.task] : []))
        .slice(0, 10)
        .map(({ description, comments, ...task }) => ({
          ...task,
          description: description.slice(0, 200),
          comments: comments.length,
        })),
    }
  },
})
export type DryRun = Awaited<ReturnType<typeof dryRunImport>>

const namedTasks = 50

/** What undoing an import would take into the bin, and which of it somebody has worked on since. */
export const previewUndo = defineQuery({
  name: 'imports.preview_undo',
  permission: 'projects.projects.edit',
  one: true,
  input: importRefInput,
  async run({ tx, ctx, input }) {
    const { import: row, project } = await findImport(tx, ctx, input.project, input.import)
    const [count] = await tx
      .select({ tasks: sql<number>`count(*)::int` })
      .from(tasks)
      .where(and(eq(tasks.organizationId, ctx.organization.id), eq(tasks.importId, row.id), isNull(tasks.deletedAt)))
    const touched = await changedSince(tx, ctx, row.id)
    return {
      tasks: count?.tasks ?? 0,
      changed: touched.length,
      changedTasks: touched.slice(0, namedTasks).map(({ id, number, title }) => ({
        id,
        key: `${project.key}-${number}`,
        title,
      })),
    }
  },
})
export type UndoPreview = Awaited<ReturnType<typeof previewUndo>>

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
