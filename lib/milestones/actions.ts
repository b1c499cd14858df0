'use server'
import { serverAction } from '@/lib/core/action'
import * as create from './commands/create-milestone'
import * as remove from './commands/delete-milestone'
import * as update from './commands/update-milestone'

export const createMilestone = serverAction(create.createMilestone)
export const updateMilestone = serverAction(update.updateMilestone)
export const deleteMilestone = serverAction(remove.deleteMilestone)
