import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import { exported } from './lists'
import type { ExportFormat, ExportList } from './schema'
import { type Cell, sheetOf } from './sheet'

/** Reads a list to its end, or to `most` rows; in the caller's transaction or page by page. @returns null when there are more */
export async function readList(
  ctx: Context,
  list: ExportList,
  filters: Record<string, string>,
  { most, tx, heard }: { most: number; tx?: Tx; heard?: (rows: number) => Promise<void> },
): Promise<Cell[][] | null> {
  const rows: Cell[][] = []
  let cursor: string | undefined
  do {
    const page = await exported[list].page(ctx, filters, cursor, tx)
    rows.push(...page.items)
    cursor = page.nextCursor ?? undefined
    if (rows.length > most || (rows.length === most && cursor)) return null
    await heard?.(rows.length)
  } while (cursor)
  return rows
}

/** The file's bytes with a name such as `tasks-2026-11-21.csv`, the day being the organization's. */
export async function fileOf(ctx: Context, list: ExportList, format: ExportFormat, rows: Cell[][]) {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: ctx.organization.timeZone }).format(new Date())
  return { name: `${list}-${day}.${format}`, content: await sheetOf(format, exported[list].header, rows) }
}
