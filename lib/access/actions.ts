'use server'
import { queryAction, serverAction } from '@/lib/core/action'
import * as ask from './commands/ask-for-access'
import * as queries from './queries'

export const askForAccess = serverAction(ask.askForAccess)
export const explain = queryAction(queries.explain)
export const listReaders = queryAction(queries.listReaders)
