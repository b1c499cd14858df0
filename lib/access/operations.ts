import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { allPermissions } from '@/lib/core/permissions'
import { listOf, named } from '@/lib/core/rest-shapes'
import { askForAccess } from './commands/ask-for-access'
import { openings, reasons } from './policy'
import { explain as explainAccess, listReaders } from './queries'
import { places, recordTypes } from './schema'

const permission = z.enum(allPermissions)
const grant = z.union([z.literal(true), z.enum(['own', 'team', 'all'])])
const needs = z
  .array(
    z.object({
      permission,
      grant: grant.nullable().describe('How far it is held; null without it.'),
      roles: z.array(named).describe('The roles that give it as far. The owner needs none.'),
      reasons: z
        .array(z.object({ by: z.enum(reasons), whose: z.enum(['own', 'team']) }))
        .describe('Why it reaches the record; empty when it does not.'),
    }),
  )
  .describe('What has to hold, seeing the record first.')
const open = z
  .array(z.enum(openings))
  .nullable()
  .describe('Why a comment or a file is not hidden: made or shared. Null for other records.')
const parts = z.array(z.enum(['salesperson', 'verifier', 'manager', 'member'])).describe('Parts held in its project.')

export const explain = operation(explainAccess, {
  method: 'GET',
  path: '/explanations',
  summary: 'Why somebody may or may not, and what would change it',
  description: 'About yourself; about others with `organization.roles.manage` or `organization.audit.view`.',
  output: z.object({
    record: z.object({ type: z.enum(recordTypes), id: z.uuid() }).nullable(),
    place: z.enum(places).nullable().describe('What a comment or a file lies on; else the type itself.'),
    member: z.object({ id: z.uuid(), name: z.string(), owner: z.boolean() }),
    permission,
    allowed: z.boolean(),
    needs,
    parts,
    open,
    missing: permission.nullable(),
    moduleOff: z.string().nullable().describe('The module whose being off is why.'),
    fix: z
      .object({
        grants: z.array(z.object({ permission, grant })).describe('The smallest that change the answer.'),
        join: z.boolean().describe('Being put on the project would do as well.'),
      })
      .nullable(),
    grantors: z
      .array(z.object({ id: z.uuid(), name: z.string(), by: z.enum(['settings', 'roles', 'project']) }))
      .nullable()
      .describe('Who could give it; null for who may not see members.'),
  }),
})

export const readers = operation(listReaders, {
  method: 'GET',
  path: '/explanations/readers',
  summary: 'Who sees a record, and through what',
  description: 'People from outside first, then by name.',
  output: listOf(
    z.object({ id: z.uuid(), name: z.string(), outside: z.boolean(), owner: z.boolean(), needs, parts, open }),
  ),
})

export const ask = operation(askForAccess, {
  method: 'POST',
  path: '/access-requests',
  summary: 'Ask somebody who can give it for a permission',
  description: 'Once per person, permission and day: 409 `ASKED`. 409 `HELD` when it is held already.',
  output: z.object({ permission, of: named }),
  status: 201,
})
