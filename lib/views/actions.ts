'use server'
import { serverAction } from '@/lib/core/action'
import * as create from './commands/create-view'
import * as remove from './commands/delete-view'
import * as update from './commands/update-view'

export const createView = serverAction(create.createView)
export const updateView = serverAction(update.updateView)
export const deleteView = serverAction(remove.deleteView)
