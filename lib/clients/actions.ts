'use server'
import { serverAction } from '@/lib/core/action'
import * as add from './commands/add-contact'
import * as create from './commands/create-client'
import * as remove from './commands/delete-client'
import * as update from './commands/update-client'

export const createClient = serverAction(create.createClient)
export const updateClient = serverAction(update.updateClient)
export const deleteClient = serverAction(remove.deleteClient)
export const addContact = serverAction(add.addContact)
