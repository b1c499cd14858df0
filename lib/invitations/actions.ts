'use server'
import { accountAction, serverAction } from '@/lib/core/action'
import { unauthenticated } from '@/lib/core/errors'
import { currentPerson } from '@/lib/core/tenant'
import * as accept from './commands/accept-invitation'
import * as login from './commands/create-member'
import * as create from './commands/invite'
import * as many from './commands/invite-many'
import * as resend from './commands/resend-invitation'
import * as revoke from './commands/revoke-invitation'

export const invite = serverAction(create.invite)
export const createMember = serverAction(login.createMember)
export const inviteMany = serverAction(many.inviteMany)
export const resendInvitation = serverAction(resend.resendInvitation)
export const revokeInvitation = serverAction(revoke.revokeInvitation)
export const acceptAsNew = accountAction(accept.acceptAsNew)
export const acceptInvitation = accountAction(async (request, input: { secret: string }) => {
  const person = await currentPerson()
  if (!person) throw unauthenticated()
  return accept.acceptInvitation(request, person, input)
})
