import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, named, timestamp } from '@/lib/core/rest-shapes'
import { invite } from './commands/invite'
import { revokeInvitation } from './commands/revoke-invitation'
import { listInvitations } from './queries'

const path = z.string().describe('Of the link to copy, below the address of Lobby.')

const invitation = z.object({
  id: z.uuid(),
  email: z.email(),
  name: z.string(),
  roles: z.array(z.string()),
  client: named.nullable(),
  invitedBy: named,
  createdAt: timestamp,
  expiresAt: timestamp,
  expired: z.boolean(),
  path,
})

export const list = operation(listInvitations, {
  method: 'GET',
  path: '/invitations',
  summary: 'Open invitations, newest first',
  output: listOf(invitation),
})

export const create = operation(invite, {
  method: 'POST',
  path: '/invitations',
  summary: 'Invite a colleague or a client’s contact',
  description: 'With roles, client and projects in one step. The mail and `path` carry the same link.',
  output: z.object({
    id: z.uuid(),
    path,
    mailed: z.boolean().describe('False when this address takes no invitation mails; send the link yourself.'),
  }),
  status: 201,
})

export const revoke = operation(revokeInvitation, {
  method: 'DELETE',
  path: '/invitations/{invitation}',
  summary: 'Take an open invitation back',
})
