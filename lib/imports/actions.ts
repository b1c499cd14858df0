'use server'
import { queryAction, serverAction } from '@/lib/core/action'
import * as start from './commands/start-import'
import * as undo from './commands/undo-import'
import * as queries from './queries'

export const startImport = serverAction(start.startImport)
export const undoImport = serverAction(undo.undoImport)
export const dryRunImport = queryAction(queries.dryRunImport)
