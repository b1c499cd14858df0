'use server'
import { serverAction } from '@/lib/core/action'
import * as add from './commands/add-dependency'
import * as remove from './commands/remove-dependency'

export const addDependency = serverAction(add.addDependency)
export const removeDependency = serverAction(remove.removeDependency)
