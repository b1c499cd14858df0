'use server'
import { serverAction } from '@/lib/core/action'
import * as mark from './commands/mark-read'
import * as set from './commands/set-switch'

export const markRead = serverAction(mark.markRead)
export const setSwitch = serverAction(set.setSwitch)
