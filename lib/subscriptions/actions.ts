'use server'
import { serverAction } from '@/lib/core/action'
import * as set from './commands/set-subscription'

export const setSubscription = serverAction(set.setSubscription)
