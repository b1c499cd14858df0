import { z } from 'zod'
import { pageInput } from '@/lib/core/page'

export const binKinds = ['task', 'project', 'client', 'lead', 'ticket', 'attachment', 'role'] as const
export type BinKind = (typeof binKinds)[number]
export const listBinInput = z.strictObject(pageInput)
