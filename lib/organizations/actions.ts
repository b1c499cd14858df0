'use server'
import { serverAction } from '@/lib/core/action'
import * as close from './commands/close-first-steps'
import * as transfer from './commands/transfer-ownership'
import * as update from './commands/update-settings'

export const closeFirstSteps = serverAction(close.closeFirstSteps)
export const updateSettings = serverAction(update.updateSettings)
export const transferOwnership = serverAction(transfer.transferOwnership)
