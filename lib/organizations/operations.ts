import { z } from 'zod'
import { contextFrom } from '@/lib/core/context'
import { fromZod, notFound, unauthenticated } from '@/lib/core/errors'
import { accountOperation, operation } from '@/lib/core/operation'
import { decodeCursor, pageInput, toPage } from '@/lib/core/page'
import { Download, listOf, named, timestamp, version } from '@/lib/core/rest-shapes'
import { askAccess, askPerson } from '@/lib/core/transaction'
import { clientSeesLevels } from '@/lib/projects/schema'
import { archiveOrganization } from './commands/archive-organization'
import * as commands from './commands/create-organization'
import { restoreOrganization } from './commands/restore-organization'
import { removeLogo, setLogo } from './commands/set-logo'
import { transferOwnership } from './commands/transfer-ownership'
import { updateSettings } from './commands/update-settings'
import { modules } from './policy'
import { getLogo, getOrganization, getSettings, showOrganization } from './queries'
import { createOrganizationInput, maxLogoBytes, restoreOrganizationInput } from './schema'

const role = z.object({ key: z.string(), name: z.string() })

const organization = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  locale: z.string(),
  requiredShare: z.number().describe('Percent of a project that must be paid before work may start.'),
  me: z
    .object({
      memberId: z.uuid(),
      name: z.string(),
      owner: z.boolean(),
      roles: z.array(role),
      permissions: z
        .record(z.string(), z.union([z.literal(true), z.enum(['own', 'team', 'all'])]))
        .describe('What you may do: yes, or how far.'),
    })
    .nullable(),
})

const listInput = z.strictObject(pageInput)

export const list = accountOperation(
  {
    tag: 'organizations',
    method: 'GET',
    path: '/organizations',
    summary: 'The organizations you belong to',
    input: listInput,
    output: listOf(z.object({ slug: z.string(), name: z.string(), owner: z.boolean(), roles: z.array(role) })),
  },
  async ({ caller, given }) => {
    const parsed = listInput.safeParse(given)
    if (!parsed.success) throw fromZod(parsed.error)
    const after = decodeCursor(parsed.data.cursor, 1)
    const person = await askPerson(caller.sessionId)
    if (!person) throw unauthenticated()
    const rows = person.memberships
      .toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
      .filter(({ slug }) => !after || slug > String(after[0]))
    return toPage(
      rows,
      parsed.data.limit,
      ({ slug }) => [slug],
      ({ slug, name, owner, roles }) => ({
        slug,
        name,
        owner,
        roles: roles.map((r) => ({ key: r.key, name: r.name })),
      }),
    )
  },
)

export const create = accountOperation(
  {
    tag: 'organizations',
    method: 'POST',
    path: '/organizations',
    summary: 'Found another organization; you become its owner',
    input: createOrganizationInput,
    output: organization,
    status: 201,
    problems: [409],
  },
  async ({ context, caller, given }) => {
    const person = await askPerson(caller.sessionId)
    if (!person) throw unauthenticated()
    const { slug } = await commands.createOrganization(context.request, person, given)
    const answer = await askAccess(caller.sessionId, slug)
    if (!answer?.access) throw notFound()
    context.reply.set('location', `/api/v1/organizations/${slug}`)
    return showOrganization(contextFrom(answer.access, caller.kind, context.request))
  },
)

export const get = operation(getOrganization, {
  method: 'GET',
  path: '',
  summary: 'An organization, and what you may do in it',
  output: organization,
})

const hours = z.array(z.tuple([z.string(), z.string()])).describe('From and to, as `HH:MM` in the time zone.')
const target = z.object({ response: z.int(), resolution: z.int() })

const settingsShape = z.object({
  name: z.string(),
  slug: z.string(),
  contactEmail: z.email(),
  currency: z.string().describe('Of new projects, unless they say otherwise.'),
  timeZone: z.string(),
  locale: z.string(),
  requiredShare: z.number().describe('Percent of a project that must be paid before work may start.'),
  calendar: z.object({
    week: z.record(z.string(), hours).describe('Per ISO weekday; 1 is Monday.'),
    holidays: z.array(z.iso.date()),
  }),
  ticketTargets: z.record(z.string(), target).describe('Working minutes per priority.'),
  clientSees: z.enum(clientSeesLevels).describe('What clients see of a shared project, unless it says otherwise.'),
  modulesOff: z.array(z.enum(modules)),
  formerSlugs: z
    .array(z.object({ slug: z.string(), until: timestamp }))
    .describe('Former addresses; they lead here until then, and nobody else can take them.'),
  version,
})

export const settings = operation(getSettings, {
  method: 'GET',
  path: '/settings',
  summary: 'The settings of an organization',
  output: settingsShape,
})

export const setSettings = operation(updateSettings, {
  method: 'PATCH',
  path: '/settings',
  summary: 'Change the settings of an organization',
  description:
    'Only what is sent changes. A new slug: the former one leads here for a year and is refused to others. Open tickets keep the due times that they have; new targets count for tickets that are opened, or get another priority, from now on. 409 `TAKEN` names the field.',
  output: settingsShape,
  current: (ctx) => getSettings(ctx, {}),
})

export const setOwner = operation(transferOwnership, {
  method: 'PUT',
  path: '/owner',
  summary: 'Give the organization to another member',
  description:
    'Only its owner can, with their password; they become an admin. 403 `OWNER_ONLY` for everybody else; 409 `SUSPENDED`, `LEFT`, `EMAIL_UNVERIFIED`, `CLIENT_CONTACT`, or `NOT_OWNER` when it was given away in the meantime.',
  output: z.object({ owner: named }),
  problems: [409, 429],
})

export const archive = operation(archiveOrganization, {
  method: 'PUT',
  path: '/archive',
  summary: 'Archive the organization',
  description:
    'Only its owner can, with their password; 403 `OWNER_ONLY` for everybody else. From the next request on it answers 403 `ORGANIZATION_ARCHIVED` to its members, and thirty days later it is deleted for good.',
  problems: [429],
})

export const restore = accountOperation(
  {
    tag: 'organizations',
    method: 'POST',
    path: '/restorations',
    summary: 'Take an archived organization back',
    description: 'For its owner, within thirty days; 409 `TOO_LATE` afterwards, 404 for everybody else.',
    input: restoreOrganizationInput,
    output: z.object({ slug: z.string() }),
    problems: [404, 409],
  },
  ({ context, caller, given }) =>
    restoreOrganization(context.request, caller.sessionId, given as { organization: string }),
)

export const logo = operation(getLogo, {
  method: 'GET',
  path: '/logo',
  summary: 'The logo, as it is',
  options: z.object({ v: z.string().max(40).optional().describe('Any word, so that a new logo has a new address.') }),
  answersFile: true,
  answer: ({ data }) => new Download(data.content, data.contentType, data.name, true),
  problems: [404],
})

export const changeLogo = operation(setLogo, {
  method: 'PUT',
  path: '/logo',
  summary: 'Set or replace the logo',
  description: 'PNG, JPEG or WebP, found by its content, up to 512 KB.',
  body: 'file',
  // The form around the file takes some room as well.
  maxBytes: maxLogoBytes + 64 * 1024,
})

export const dropLogo = operation(removeLogo, {
  method: 'DELETE',
  path: '/logo',
  summary: 'Remove the logo',
})
