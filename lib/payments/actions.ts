'use server'
import { serverAction } from '@/lib/core/action'
import * as decide from './commands/decide-payment'

export const decidePayment = serverAction(decide.decidePayment)
