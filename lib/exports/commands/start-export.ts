import { exports } from '@/db/schema/exports'
import { defineCommand, newId } from '@/lib/core/command'
import { can, memberOf } from '@/lib/core/context'
import { forbidden } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { storeFile } from '@/lib/files/store'
import { fileOf, readList } from '../build'
import { exported } from '../lists'
import { startExportInput } from '../schema'

/** As many rows fit into the answer of one request; more are written in the background. */
const atOnce = 500

/**
 * Writes a list into a file with what the asker may see: at once when it is short, else by a job, with progress.
 * @throws 403 without the list's own permission · 400 for a filter that the list does not know
 */
export const startExport = defineCommand({
  name: 'exports.start',
  permission: 'member',
  input: startExportInput,
  async run({ tx, ctx, input }) {
    const { permission } = exported[input.list]
    if (permission !== 'member' && !can(ctx, permission)) throw forbidden(permission)
    const rows = await readList(ctx, input.list, input.filters, { most: atOnce, tx })
    const id = newId()
    const row = { organizationId: ctx.organization.id, id, ...input, createdById: memberOf(ctx) }
    const about = { subject: { type: 'export' as const, id }, after: input }
    if (rows === null) {
      await tx.insert(exports).values(row)
      return changed({ id, status: 'RUNNING' as const }, { type: 'export.started', ...about })
    }
    const fileId = await storeFile(tx, ctx, 'export', await fileOf(ctx, input.list, input.format, rows))
    const now = new Date()
    const count = { doneRows: rows.length, totalRows: rows.length }
    await tx.insert(exports).values({ ...row, ...count, status: 'SUCCEEDED', fileId, finishedAt: now })
    return changed({ id }, { type: 'export.made', ...about, after: { ...input, ...count } })
  },
})
