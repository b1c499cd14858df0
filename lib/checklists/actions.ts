'use server'
import { serverAction } from '@/lib/core/action'
import * as add from './commands/add-item'
import * as remove from './commands/remove-item'
import * as update from './commands/update-item'

export const addItem = serverAction(add.addItem)
export const updateItem = serverAction(update.updateItem)
export const removeItem = serverAction(remove.removeItem)
