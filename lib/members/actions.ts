'use server'
import { queryAction, serverAction } from '@/lib/core/action'
import * as removal from './commands/remove-member'
import * as roles from './commands/set-member-roles'
import * as suspend from './commands/suspend-member'
import * as holdings from './holdings'

export const setMemberRoles = serverAction(roles.setMemberRoles)
export const suspendMember = serverAction(suspend.suspendMember)
export const reinstateMember = serverAction(suspend.reinstateMember)
export const removeMember = serverAction(removal.removeMember)
export const leaveOrganization = serverAction(removal.leaveOrganization)
export const whatMemberHolds = queryAction(holdings.memberHoldings)
export const whatIHold = queryAction(holdings.ownHoldings)
