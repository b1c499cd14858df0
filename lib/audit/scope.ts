import { ne } from 'drizzle-orm'
import { auditLog } from '@/db/schema/events'

/** What of the trail is the history of a record: what happened to it. Who was refused is for readers of the whole trail. */
export const isHistory = ne(auditLog.event, 'access.refused')
