import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, named, timestamp, version } from '@/lib/core/rest-shapes'
import { leaveOrganization, removeMember } from './commands/remove-member'
import { setMemberRoles } from './commands/set-member-roles'
import { reinstateMember, suspendMember } from './commands/suspend-member'
import { dutyKinds } from './duties'
import { memberHoldings, ownHoldings } from './holdings'
import { getMember, listMembers } from './queries'

const member = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.email(),
  status: z.enum(['active', 'suspended', 'left']),
  owner: z.boolean(),
  roles: z.array(
    z.object({
      id: z.uuid(),
      key: z.string(),
      name: z.string(),
      active: z.boolean().describe('While it is off it gives nothing.'),
    }),
  ),
  teams: z.array(named),
  lastSeenAt: timestamp.nullable().describe('To a few minutes; null: never.'),
  createdAt: timestamp,
  version,
})

export const list = operation(listMembers, {
  method: 'GET',
  path: '/members',
  summary: 'Members by name, with their roles and teams',
  output: listOf(member),
})

export const get = operation(getMember, {
  method: 'GET',
  path: '/members/{member}',
  summary: 'A member',
  output: member,
})

export const setRoles = operation(setMemberRoles, {
  method: 'PUT',
  path: '/members/{member}/roles',
  summary: 'Decide which roles a member holds',
  description:
    'The complete list; it counts from their next request on. Nobody gives or takes what reaches further than what they hold: 403 `TOO_WIDE` names the permission.',
  output: member,
  current: (ctx, given) => getMember(ctx, { member: given.member }),
})

export const suspend = operation(suspendMember, {
  method: 'PUT',
  path: '/members/{member}/suspension',
  summary: 'Keep a member out',
  description: 'Their next request finds no organization. 409 `OWNER` for the owner, `OWN_SELF` for yourself.',
  output: member,
  current: (ctx, given) => getMember(ctx, { member: given.member }),
})

export const reinstate = operation(reinstateMember, {
  method: 'DELETE',
  path: '/members/{member}/suspension',
  summary: 'Let a suspended member in again, with the roles they hold',
})

const holdings = z.object({
  kinds: z.array(
    z.object({
      kind: z.enum(dutyKinds),
      count: z.int(),
      required: z.boolean().describe('It must go to somebody.'),
      items: z.array(z.object({ label: z.string(), path: z.string() })).describe('The first of them that you may see.'),
    }),
  ),
  ends: z.object({ teams: z.int(), shares: z.int() }).describe('Ends with the membership and goes to nobody.'),
})
const departed = z.object({ id: z.uuid(), handedOver: z.int() })

export const getHoldings = operation(memberHoldings, {
  method: 'GET',
  path: '/members/{member}/holdings',
  summary: 'What a member holds that others must take over',
  output: holdings,
})

export const remove = operation(removeMember, {
  method: 'POST',
  path: '/members/{member}/removal',
  summary: 'End a membership and hand over what it holds',
  description:
    '`takers` names who takes over each kind, or `everything`; it happens in the same transaction. 409 `OWNER` for the owner, `OWN_SELF` for yourself.',
  output: departed,
})

export const getOwnHoldings = operation(ownHoldings, {
  method: 'GET',
  path: '/holdings',
  summary: 'What you hold yourself',
  output: holdings,
})

export const leave = operation(leaveOrganization, {
  method: 'POST',
  path: '/leave',
  summary: 'End your own membership and hand over what you hold',
  description: '409 `OWNER` before ownership is transferred.',
  output: departed,
})
