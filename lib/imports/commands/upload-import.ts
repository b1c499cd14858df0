import { imports } from '@/db/schema/tasks'
import { defineCommand, newId } from '@/lib/core/command'
import { can, memberOf } from '@/lib/core/context'
import { changed } from '@/lib/core/events'
import { storeFile } from '@/lib/files/store'
import { findProject } from '@/lib/projects/queries'
import { readFile, suggestMapping } from '../read-file'
import { uploadImportInput } from '../schema'

/** Takes a file for a project and recognizes what wrote it and its columns; nothing is imported yet. @throws 400 at `file` · 413 */
export const uploadImport = defineCommand({
  name: 'imports.upload',
  permission: 'projects.projects.edit',
  input: uploadImportInput,
  find: ({ tx, ctx, input }) => findProject(tx, ctx, input.project, 'projects.projects.edit'),
  async run({ tx, ctx, input, subject }) {
    const content = new Uint8Array(await input.file.arrayBuffer())
    const name = input.file.name ?? 'tasks.csv'
    const fileId = await storeFile(tx, ctx, 'import', { name, content })
    const file = await readFile(content)
    const mapping = suggestMapping(file, can(ctx, 'tasks.tasks.assign'))
    const id = newId()
    await tx.insert(imports).values({
      organizationId: ctx.organization.id,
      id,
      projectId: subject.id,
      fileId,
      fileName: name,
      encoding: file.encoding,
      delimiter: file.delimiter,
      source: file.source,
      columns: file.columns,
      mapping,
      totalRows: file.rows.length,
      createdById: memberOf(ctx),
    })
    return changed(
      { id, mapping },
      {
        type: 'import.uploaded',
        subject: { type: 'import', id },
        projectId: subject.id,
        after: { fileName: name, source: file.source, rows: file.rows.length },
      },
    )
  },
})
