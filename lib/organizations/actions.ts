'use server'
import { serverAction } from '@/lib/core/action'
import * as close from './commands/close-first-steps'

export const closeFirstSteps = serverAction(close.closeFirstSteps)
