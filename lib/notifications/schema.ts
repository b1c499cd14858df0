import { z } from 'zod'
import { pageInput } from '@/lib/core/page'

export const listNotificationsInput = z.strictObject({
  ...pageInput,
  unread: z.stringbool().or(z.boolean()).optional(),
})
