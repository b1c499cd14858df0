'use server'
import { loginAction, serverAction } from '@/lib/core/action'
import * as archive from './commands/archive-organization'
import * as close from './commands/close-first-steps'
import * as restore from './commands/restore-organization'
import * as logo from './commands/set-logo'
import * as transfer from './commands/transfer-ownership'
import * as update from './commands/update-settings'

export const closeFirstSteps = serverAction(close.closeFirstSteps)
export const updateSettings = serverAction(update.updateSettings)
export const setLogo = serverAction(logo.setLogo)
export const removeLogo = serverAction(logo.removeLogo)
export const transferOwnership = serverAction(transfer.transferOwnership)
export const archiveOrganization = serverAction(archive.archiveOrganization)
export const restoreOrganization = loginAction(restore.restoreOrganization)
