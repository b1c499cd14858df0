import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, named, timestamp } from '@/lib/core/rest-shapes'
import { createMember } from './commands/create-member'
import { invite } from './commands/invite'
import { inviteMany } from './commands/invite-many'
import { resendInvitation } from './commands/resend-invitation'
import { revokeInvitation } from './commands/revoke-invitation'
import { listInvitations } from './queries'

const path = z.string().describe('Of the link to copy, below the address of Lobby.')

const invitation = z.object({
  id: z.uuid(),
  email: z.email(),
  name: z.string(),
  roles: z.array(z.string()),
  teams: z.array(z.string()).describe('That they will be in.'),
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
  description: 'With roles, teams, client and projects in one step. The mail and `path` carry the same link.',
  output: z.object({
    id: z.uuid(),
    path,
    mailed: z.boolean().describe('False when this address takes no invitation mails; send the link yourself.'),
  }),
  status: 201,
})

export const createMemberWithPassword = operation(createMember, {
  method: 'POST',
  path: '/members',
  summary: 'Create a member with a temporary password',
  description:
    'Joins with the first sign-in, which chooses an own password; the temporary one works for seven days. Somebody who has a login already keeps it and accepts by the mailed link instead; the answer does not tell which.',
  output: z.object({
    id: z.uuid().describe('Of the open invitation.'),
    path,
    mailed: z.boolean(),
    password: z.string().describe('To hand over; it is not shown again.'),
  }),
  status: 201,
})

export const revoke = operation(revokeInvitation, {
  method: 'DELETE',
  path: '/invitations/{invitation}',
  summary: 'Take an open invitation back',
})

export const createMany = operation(inviteMany, {
  method: 'POST',
  path: '/invitations/batch',
  summary: 'Invite many colleagues with the same roles',
  description:
    'One result per address; `code` says why there is no invitation for it. Nobody else is kept out by that.',
  output: z.object({
    results: z.array(
      z.object({
        email: z.string(),
        path: path.optional(),
        mailed: z.boolean().optional(),
        code: z.string().optional().describe('`ALREADY_MEMBER`, `TAKEN`, `INVALID`.'),
        message: z.string().optional(),
      }),
    ),
  }),
})

export const resend = operation(resendInvitation, {
  method: 'POST',
  path: '/invitations/{invitation}/resend',
  summary: 'Send an open invitation again, with the same link for another seven days',
  description: 'Whoever sends it stands for it from now on, so it must give no more than they hold.',
  output: z.object({ id: z.uuid(), mailed: z.boolean() }),
  problems: [429],
})
