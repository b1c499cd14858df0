import { and, eq, sql } from 'drizzle-orm'
import { imports } from '@/db/schema/tasks'
import { defineCommand } from '@/lib/core/command'
import { conflict, invalidField } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { setProjectStaff } from '@/lib/projects/commands/set-staff'
import { toRow } from '../choices'
import { findImport, loadFile } from '../load'
import { type ImportSource, startImportInput } from '../schema'

/** Starts the background import with what the person chose; whoever was chosen to join is on the project from here on. @throws 403 · 409 `ALREADY_STARTED` */
export const startImport = defineCommand({
  name: 'imports.start',
  permission: 'projects.projects.edit',
  input: startImportInput,
  find: ({ tx, ctx, input }) => findImport(tx, ctx, input.project, input.import),
  async run({ tx, ctx, input, subject }) {
    const file = await loadFile(tx, ctx, subject.import.fileId, input.source ?? (subject.import.source as ImportSource))
    const unknown = [...Object.keys(input.mapping), ...Object.keys(input.dates)].find(
      (column) => !file.columns.includes(column),
    )
    if (unknown) throw invalidField('mapping', `The file has no column “${unknown.slice(0, 60)}”.`)
    const { mode, ...choices } = input
    if (input.join.length > 0)
      await setProjectStaff.within(tx, ctx, { project: subject.project.id, addMemberIds: input.join })
    const kept = toRow({ ...choices, source: file.source })
    const [started] = await tx
      .update(imports)
      .set({ ...kept, columns: file.columns, mode, status: 'RUNNING', version: sql`${imports.version} + 1` })
      .where(
        and(
          eq(imports.organizationId, ctx.organization.id),
          eq(imports.id, subject.import.id),
          eq(imports.status, 'UPLOADED'),
        ),
      )
      .returning({ id: imports.id })
    if (!started) throw conflict('ALREADY_STARTED', 'This import was started already.')
    return changed(
      { id: started.id, status: 'RUNNING' as const },
      {
        type: 'import.started',
        subject: { type: 'import', id: started.id },
        projectId: subject.project.id,
        after: { source: file.source, mapping: input.mapping, mode },
      },
    )
  },
})
