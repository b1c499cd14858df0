import { z } from 'zod'
import type { LoginCommand, RequestInfo } from '@/lib/core/account-command'
import { fromZod, notFound, unauthenticated } from '@/lib/core/errors'
import { accountOperation } from '@/lib/core/operation'
import { Download, listOf, timestamp } from '@/lib/core/rest-shapes'
import { askPerson } from '@/lib/core/transaction'
import * as organizations from './commands/create-organization'
import * as login from './commands/disable-user'
import { endUserSessions } from './commands/end-user-sessions'
import * as turns from './commands/turn-organization'
import { getOrganizationLogo, listLog, listOrganizations, listUsers } from './queries'
import {
  createInput,
  listLogInput,
  listOrganizationsInput,
  listUsersInput,
  logoInput,
  turnInput,
  userReasonInput,
} from './schema'

type Reading<Schema extends z.ZodObject, O> = { input: Schema; read: (sessionId: string, input: z.output<Schema>) => O }

/** What platform admins read, a file where there is no output; for everybody else it is not there. */
const reading = <Schema extends z.ZodObject, O>(
  path: `/${string}`,
  summary: string,
  output: z.ZodType | undefined,
  { input, read }: Reading<Schema, O>,
) =>
  accountOperation(
    { tag: 'platform', method: 'GET', path, summary, input, output, answersFile: !output },
    async ({ caller, given }) => {
      const person = await askPerson(caller.sessionId)
      if (!person) throw unauthenticated()
      if (!person.platformAdmin) throw notFound()
      const parsed = input.safeParse(given)
      if (!parsed.success) throw fromZod(parsed.error)
      return read(caller.sessionId, parsed.data)
    },
  )

/** A write of a platform admin, which asks itself who calls. */
const writing = <I, O>(path: `/${string}`, summary: string, input: z.ZodObject, command: LoginCommand<I, O>) =>
  accountOperation(
    { tag: 'platform', method: 'POST', path, summary, input, problems: [404, 409] },
    ({ context, caller, given }) =>
      command(context.request as RequestInfo, caller.sessionId, given as I).then(() => undefined),
  )

const instant = z.string().nullable()
const organization = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  logo: z.uuid().nullable().describe('Another one when the logo changes; the picture is at `/platform/logo`.'),
  contactEmail: z.string(),
  status: z.enum(['active', 'suspended', 'archived']),
  plan: z.string(),
  createdAt: z.string(),
  suspendedAt: instant,
  suspendedReason: z.string().nullable(),
  archivedAt: instant,
  archivedReason: z.string().nullable(),
  archivedBy: z.enum(['owner', 'platform']).nullable(),
  deletedOn: instant.describe('When an archived one is deleted for good.'),
  owner: z.object({ userId: z.uuid(), name: z.string(), email: z.string() }),
  members: z.int(),
  projects: z.int(),
  tasks: z.int(),
  storageBytes: z.int(),
  lastActivity: instant,
})
const user = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  verified: z.boolean(),
  disabled: z.boolean(),
  platformAdmin: z.boolean(),
  createdAt: timestamp,
  sessions: z.int().describe('Open ones.'),
  lastUse: z.string().nullable(),
})
const values = z.record(z.string(), z.unknown()).nullable()
const entry = z.object({
  id: z.uuid(),
  at: timestamp,
  actorUserId: z.uuid().nullable(),
  actorName: z.string(),
  event: z.string(),
  subjectType: z.string(),
  subjectId: z.uuid(),
  subjectName: z.string().nullable(),
  before: values,
  after: values,
  reason: z.string().nullable(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
})

export const organizationList = reading(
  '/platform/organizations',
  'The organizations of the installation, with how much there is of what',
  listOf(organization),
  { input: listOrganizationsInput, read: listOrganizations },
)
export const logo = reading('/platform/logo', 'The logo of an organization, as it is', undefined, {
  input: logoInput,
  async read(sessionId, { organization: id }) {
    const { content, contentType, name } = await getOrganizationLogo(sessionId, id)
    return new Download(content, contentType, name, true)
  },
})
export const userList = reading('/platform/users', 'The logins of the installation', listOf(user), {
  input: listUsersInput,
  read: (_, input) => listUsers(input),
})
export const log = reading('/platform/log', 'What happened outside organizations, newest first', listOf(entry), {
  input: listLogInput,
  read: (_, input) => listLog(input),
})

export const createOrganization = accountOperation(
  {
    tag: 'platform',
    method: 'POST',
    path: '/platform/organizations',
    summary: 'Make an organization with its first admin, who owns it',
    description:
      '`password` is a temporary one that only this answer holds; null where the person has a login or gets a mail.',
    input: createInput,
    output: z.object({
      id: z.uuid(),
      slug: z.string(),
      email: z.string(),
      password: z.string().nullable(),
      known: z.boolean().describe('The address had a login.'),
    }),
    status: 201,
    problems: [409],
  },
  ({ context, caller, given }) =>
    organizations.createOrganization(context.request, caller.sessionId, given as z.input<typeof createInput>),
)

export const suspend = writing(
  '/platform/suspensions',
  'Keep everybody out of an organization',
  turnInput,
  turns.suspendOrganization,
)
export const reinstate = writing('/platform/reinstatements', 'End a suspension', turnInput, turns.reinstateOrganization)
export const archive = writing('/platform/archivals', 'Archive an organization', turnInput, turns.archiveOrganization)
export const restore = writing(
  '/platform/restorations',
  'Take an archived organization back',
  turnInput,
  turns.restoreOrganization,
)
export const disable = writing(
  '/platform/disablings',
  'Shut a login and end its sessions',
  userReasonInput,
  login.disableUser,
)
export const enable = writing('/platform/enablings', 'Open a login again', userReasonInput, login.enableUser)
export const endSessions = writing(
  '/platform/sign-outs',
  'End all sessions of a person',
  userReasonInput,
  endUserSessions,
)
