import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { idInput } from '@/lib/core/text'

export const exportLists = ['tasks', 'projects', 'clients', 'leads', 'payments', 'tickets', 'members', 'audit'] as const
export type ExportList = (typeof exportLists)[number]
export const exportFormats = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const startExportInput = z.strictObject({
  list: z.enum(exportLists),
  format: z.enum(exportFormats),
  /** The list's own filters, as its address has them. */
  filters: z.record(z.string().max(40), z.string().max(200)).default({}),
})
export const exportRefInput = z.strictObject({ export: idInput })
export const listExportsInput = z.strictObject(pageInput)
