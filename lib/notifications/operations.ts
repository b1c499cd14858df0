import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, timestamp } from '@/lib/core/rest-shapes'
import { markRead } from './commands/mark-read'
import { countUnread, listNotifications } from './queries'

const notification = z.object({
  id: z.uuid(),
  type: z.string(),
  reason: z.string().describe('Why you got it.'),
  actor: z.string().nullable(),
  subject: z.object({ type: z.string(), id: z.uuid() }),
  project: z.object({ key: z.string(), title: z.string() }).nullable(),
  task: z.object({ key: z.string(), title: z.string() }).nullable(),
  ticket: z.object({ key: z.string(), title: z.string() }).nullable(),
  createdAt: timestamp,
  readAt: timestamp.nullable(),
})

export const list = operation(listNotifications, {
  method: 'GET',
  path: '/notifications',
  summary: 'Your notices, newest first',
  output: listOf(notification),
})

export const unread = operation(countUnread, {
  method: 'GET',
  path: '/notifications/unread',
  summary: 'How many of your notices are unread, up to 100',
  output: z.object({ unread: z.int() }),
})

export const read = operation(markRead, {
  method: 'POST',
  path: '/notifications/read',
  summary: 'Mark notices as read: those named, or all',
  output: z.object({ read: z.int() }),
})
