import { and, desc, eq, sql } from 'drizzle-orm'
import { exports } from '@/db/schema/exports'
import { files } from '@/db/schema/files'
import { type Context, can, privatelyOf } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { contentOf } from '@/lib/files/content'
import { exported } from './lists'
import { type ExportFormat, type ExportList, exportRefInput, listExportsInput } from './schema'

const mine = (ctx: Context) =>
  and(eq(exports.organizationId, ctx.organization.id), eq(exports.createdById, privatelyOf(ctx)))

/** One's own export; those of others are not there. @throws 404 */
export async function findExport(tx: Tx, ctx: Context, id: string) {
  const [row] = await tx
    .select()
    .from(exports)
    .where(and(mine(ctx), eq(exports.id, id)))
  if (!row) throw notFound()
  return row
}

const showExport = (row: typeof exports.$inferSelect) => ({
  id: row.id,
  list: row.list as ExportList,
  format: row.format as ExportFormat,
  status: row.status as 'RUNNING' | 'SUCCEEDED' | 'FAILED',
  doneRows: row.doneRows,
  createdAt: row.createdAt,
  finishedAt: row.finishedAt,
})
export type Export = ReturnType<typeof showExport>

/** One's own exports, newest first. */
export const listExports = defineQuery({
  name: 'exports.list',
  permission: 'member',
  input: listExportsInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 1)
    const rows = await tx
      .select()
      .from(exports)
      .where(and(mine(ctx), after ? sql`${exports.id} < ${after[0]}::uuid` : undefined))
      .orderBy(desc(exports.id))
      .limit(input.limit + 1)
    return toPage(rows, input.limit, (row) => [row.id], showExport)
  },
})

export const getExport = defineQuery({
  name: 'exports.get',
  permission: 'member',
  input: exportRefInput,
  run: async ({ tx, ctx, input }) => showExport(await findExport(tx, ctx, input.export)),
})

/** The file of one's own export, for as long as one may see the list at all. @throws 404 */
export const getExportFile = defineQuery({
  name: 'exports.file',
  permission: 'member',
  input: exportRefInput,
  async run({ tx, ctx, input }) {
    const row = await findExport(tx, ctx, input.export)
    const { permission } = exported[row.list as ExportList]
    if (!row.fileId || (permission !== 'member' && !can(ctx, permission))) throw notFound()
    const [file] = await tx
      .select()
      .from(files)
      .where(and(eq(files.organizationId, ctx.organization.id), eq(files.id, row.fileId)))
    if (!file) throw notFound()
    return { name: file.name, contentType: file.contentType, content: await contentOf(file) }
  },
})
