import { imports } from '@/db/schema/tasks'
import { defineCommand, newId } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { changed } from '@/lib/core/events'
import { storeFile } from '@/lib/files/store'
import { findProject } from '@/lib/projects/queries'
import { readCsv } from '../csv'
import { suggestMapping } from '../rows'
import { uploadImportInput } from '../schema'

/** Takes a CSV for a project and recognizes its columns; nothing is imported yet. @throws 400 at `file` · 413 */
export const uploadImport = defineCommand({
  name: 'imports.upload',
  permission: 'projects.projects.edit',
  input: uploadImportInput,
  find: ({ tx, ctx, input }) => findProject(tx, ctx, input.project, 'projects.projects.edit'),
  async run({ tx, ctx, input, subject }) {
    const content = new Uint8Array(await input.file.arrayBuffer())
    const name = input.file.name ?? 'tasks.csv'
    const fileId = await storeFile(tx, ctx, 'import', { name, content })
    const csv = readCsv(content)
    const mapping = suggestMapping(csv.columns)
    const id = newId()
    await tx.insert(imports).values({
      organizationId: ctx.organization.id,
      id,
      projectId: subject.id,
      fileId,
      fileName: name,
      encoding: csv.encoding,
      delimiter: csv.delimiter,
      columns: csv.columns,
      mapping,
      totalRows: csv.rows.length,
      createdById: memberOf(ctx),
    })
    return changed(
      {
        id,
        columns: csv.columns,
        mapping,
        totalRows: csv.rows.length,
        encoding: csv.encoding,
        delimiter: csv.delimiter as string,
        sample: csv.rows.slice(0, 5).map((row) => row.cells.map((cell) => cell.slice(0, 200))),
      },
      {
        type: 'import.uploaded',
        subject: { type: 'import', id },
        projectId: subject.id,
        after: { fileName: name, rows: csv.rows.length },
      },
    )
  },
})
