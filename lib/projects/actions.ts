'use server'
import { serverAction } from '@/lib/core/action'
import * as create from './commands/create-project'
import * as remove from './commands/delete-project'
import * as shares from './commands/set-shares'
import * as staff from './commands/set-staff'
import * as status from './commands/set-status'
import * as update from './commands/update-project'

export const createProject = serverAction(create.createProject)
export const updateProject = serverAction(update.updateProject)
export const setProjectStatus = serverAction(status.setProjectStatus)
export const setProjectStaff = serverAction(staff.setProjectStaff)
export const setProjectShares = serverAction(shares.setProjectShares)
export const deleteProject = serverAction(remove.deleteProject)
export const restoreProject = serverAction(remove.restoreProject)
