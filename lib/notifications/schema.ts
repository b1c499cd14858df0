import { z } from 'zod'
import { pageInput } from '@/lib/core/page'

export const listNotificationsInput = z.strictObject({
  ...pageInput,
  unread: z.stringbool().or(z.boolean()).optional(),
})

/** What a browser needs to connect to the live service; given at run time, so that one build serves every environment. */
export type RealtimeConfig = { key: string; cluster: string; host: string | null; port: number | null; tls: boolean }
