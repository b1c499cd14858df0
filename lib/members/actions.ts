'use server'
import { serverAction } from '@/lib/core/action'
import * as roles from './commands/set-member-roles'
import * as suspend from './commands/suspend-member'

export const setMemberRoles = serverAction(roles.setMemberRoles)
export const suspendMember = serverAction(suspend.suspendMember)
export const reinstateMember = serverAction(suspend.reinstateMember)
