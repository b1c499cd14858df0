'use server'
import { queryAction, serverAction } from '@/lib/core/action'
import * as create from './commands/create-role'
import * as remove from './commands/delete-role'
import * as active from './commands/set-role-active'
import * as update from './commands/update-role'
import * as rehearsal from './rehearse'

export const createRole = serverAction(create.createRole)
export const duplicateRole = serverAction(create.duplicateRole)
export const updateRole = serverAction(update.updateRole)
export const resetRole = serverAction(update.resetRole)
export const setRoleActive = serverAction(active.setRoleActive)
export const deleteRole = serverAction(remove.deleteRole)
export const restoreRole = serverAction(remove.restoreRole)
export const rehearseRole = queryAction(rehearsal.rehearseRole)
