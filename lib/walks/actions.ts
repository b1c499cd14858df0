'use server'
import { serverAction } from '@/lib/core/action'
import * as end from './commands/end-walk'
import * as start from './commands/start-walk'

export const startWalk = serverAction(start.startWalk)
export const endWalk = serverAction(end.endWalk)
