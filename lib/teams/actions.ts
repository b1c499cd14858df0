'use server'
import { serverAction } from '@/lib/core/action'
import * as create from './commands/create-team'
import * as remove from './commands/delete-team'
import * as update from './commands/update-team'

export const createTeam = serverAction(create.createTeam)
export const updateTeam = serverAction(update.updateTeam)
export const deleteTeam = serverAction(remove.deleteTeam)
export const restoreTeam = serverAction(remove.restoreTeam)
