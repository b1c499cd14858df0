'use server'
import { serverAction } from '@/lib/core/action'
import * as bulk from './commands/bulk-update-tasks'
import * as create from './commands/create-task'
import * as remove from './commands/delete-task'
import * as update from './commands/update-task'

export const createTask = serverAction(create.createTask)
export const updateTask = serverAction(update.updateTask)
export const deleteTask = serverAction(remove.deleteTask)
export const restoreTask = serverAction(remove.restoreTask)
export const bulkUpdateTasks = serverAction(bulk.bulkUpdateTasks)
