'use server'
import { loginAction, serverAction } from '@/lib/core/action'
import * as allow from './commands/allow-grant'
import * as ask from './commands/ask-grant'

export const askGrant = loginAction(ask.askGrant)
export const giveBackGrant = loginAction(ask.giveBackGrant)
export const allowGrant = serverAction(allow.allowGrant)
export const endGrant = serverAction(allow.endGrant)
