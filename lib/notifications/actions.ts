'use server'
import { serverAction } from '@/lib/core/action'
import * as mark from './commands/mark-read'

export const markRead = serverAction(mark.markRead)
