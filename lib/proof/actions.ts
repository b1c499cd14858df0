'use server'
import { loginAction, serverAction } from '@/lib/core/action'
import * as ask from './commands/ask-for-proof'

export const askForProof = serverAction(ask.askForProof)
export const askForProofByPlatform = loginAction(ask.askForProofByPlatform)
