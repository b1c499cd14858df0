'use server'
import { serverAction } from '@/lib/core/action'
import * as convert from './commands/convert-lead'
import * as create from './commands/create-lead'
import * as remove from './commands/delete-lead'
import * as move from './commands/move-lead'
import * as update from './commands/update-lead'

export const createLead = serverAction(create.createLead)
export const updateLead = serverAction(update.updateLead)
export const moveLead = serverAction(move.moveLead)
export const convertLead = serverAction(convert.convertLead)
export const deleteLead = serverAction(remove.deleteLead)
