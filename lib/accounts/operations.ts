import { z } from 'zod'
import { unauthenticated } from '@/lib/core/errors'
import { accountOperation, operation } from '@/lib/core/operation'
import { askPerson } from '@/lib/core/transaction'
import * as commands from './commands/register'
import { requireSecondFactor } from './commands/require-second-factor'
import { signOut } from './commands/sign-out'
import { issueTokens, refreshToken } from './commands/tokens'
import { getOrganizationSecurity } from './queries'
import { registerInput, signInInput } from './schema'

const tokens = z.object({
  accessToken: z.string().describe('JWT for `Authorization: Bearer`.'),
  refreshToken: z.string().describe('Works once; the answer of a refresh brings the next one.'),
  tokenType: z.literal('Bearer'),
  expiresIn: z.int().describe('Seconds that the access token lives.'),
})

export const register = accountOperation(
  {
    tag: 'accounts',
    permission: 'public',
    method: 'POST',
    path: '/auth/register',
    summary: 'Register a person with a new organization',
    description: 'A known e-mail gets the same answer and is told by mail instead.',
    input: registerInput,
    output: z.object({ email: z.email() }),
    status: 201,
    problems: [409],
  },
  ({ context, given }) => commands.register(context.request, given),
)

export const token = accountOperation(
  {
    tag: 'accounts',
    permission: 'public',
    method: 'POST',
    path: '/auth/token',
    summary: 'Get a pair of tokens for e-mail and password',
    description: '401 `CODE_REQUIRED` asks for `code` too, where the account has a second factor.',
    input: signInInput,
    output: tokens,
    problems: [401],
  },
  ({ context, given }) => issueTokens(context.request, given),
)

export const refresh = accountOperation(
  {
    tag: 'accounts',
    permission: 'public',
    method: 'POST',
    path: '/auth/token/refresh',
    summary: 'Trade a refresh token for a new pair',
    description: 'A refresh token that comes a second time ends the session of all its successors.',
    input: z.strictObject({ refreshToken: z.string().min(20).max(200) }),
    output: tokens,
    problems: [401],
  },
  ({ context, given }) => refreshToken(context.request, given as { refreshToken: string }),
)

export const logout = accountOperation(
  {
    tag: 'accounts',
    method: 'POST',
    path: '/auth/logout',
    summary: 'End the session of this token',
    input: z.strictObject({}),
  },
  async ({ context, caller }) => {
    await signOut(context.request, { sessionId: caller.sessionId })
  },
)

const me = z.object({
  id: z.uuid(),
  email: z.email(),
  name: z.string(),
  emailVerified: z.boolean(),
  platformAdmin: z.boolean(),
  timeZone: z.string(),
  locale: z.string(),
  organizations: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      owner: z.boolean(),
      logo: z
        .uuid()
        .nullable()
        .describe('Another one when the logo changes; the picture is at `/organizations/{org}/logo`.'),
      roles: z.array(z.object({ key: z.string(), name: z.string() })),
    }),
  ),
})

export const whoAmI = accountOperation(
  {
    tag: 'accounts',
    method: 'GET',
    path: '/me',
    summary: 'Who the token belongs to',
    input: z.strictObject({}),
    output: me,
  },
  async ({ caller }) => {
    const person = await askPerson(caller.sessionId)
    if (!person) throw unauthenticated()
    const { memberships, ...rest } = person
    const organizations = memberships.map(({ roles, ...membership }) => ({
      ...membership,
      roles: roles.map(({ key, name }) => ({ key, name })),
    }))
    return { ...rest, organizations }
  },
)

const security = z.object({ secondFactorRequired: z.boolean() })

export const organizationSecurity = operation(getOrganizationSecurity, {
  method: 'GET',
  path: '/security',
  summary: 'Whether everybody here needs a second factor',
  output: security,
})

export const setOrganizationSecurity = operation(requireSecondFactor, {
  method: 'PUT',
  path: '/security',
  summary: 'Ask everybody for a second factor, or not',
  description: 'Members without one get 403 `SECOND_FACTOR_REQUIRED` for everything here until they have set it up.',
  output: security,
  problems: [409],
})
