'use server'
import { serverAction } from '@/lib/core/action'
import * as assign from './commands/assign-ticket'
import * as remove from './commands/delete-ticket'
import * as escalate from './commands/escalate-ticket'
import * as link from './commands/link-task'
import * as open from './commands/open-ticket'
import * as update from './commands/update-ticket'

export const openTicket = serverAction(open.openTicket)
export const updateTicket = serverAction(update.updateTicket)
export const assignTicket = serverAction(assign.assignTicket)
export const escalateTicket = serverAction(escalate.escalateTicket)
export const linkTask = serverAction(link.linkTask)
export const unlinkTask = serverAction(link.unlinkTask)
export const createTaskForTicket = serverAction(link.createTaskForTicket)
export const deleteTicket = serverAction(remove.deleteTicket)
