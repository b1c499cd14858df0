import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { date, listOf, money, named, timestamp, version } from '@/lib/core/rest-shapes'
import { convertLead } from './commands/convert-lead'
import { createLead } from './commands/create-lead'
import { deleteLead, restoreLead } from './commands/delete-lead'
import { moveLead } from './commands/move-lead'
import { updateLead } from './commands/update-lead'
import { openStages } from './policy'
import { getLead, leadPipeline, listLeads } from './queries'
import { leadStages } from './schema'

const lead = z.object({
  id: z.uuid(),
  company: z.string(),
  contactName: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  website: z.string().nullable(),
  source: z.string(),
  stage: z.enum(leadStages),
  value: money.nullable().describe('What the work may be worth.'),
  followUpOn: date.nullable(),
  notes: z.string(),
  lostReason: z.string().nullable(),
  owner: named,
  client: named.nullable().describe('The client it became.'),
  may: z.object({ edit: z.boolean(), convert: z.boolean(), delete: z.boolean() }),
  createdAt: timestamp,
  closedAt: timestamp.nullable(),
  version,
})

export const list = operation(listLeads, {
  method: 'GET',
  path: '/leads',
  summary: 'Leads by the day of their follow-up',
  output: listOf(lead),
})

export const pipeline = operation(leadPipeline, {
  method: 'GET',
  path: '/leads/pipeline',
  summary: 'Per open stage, how many leads and what they may be worth',
  output: z.object({
    due: z.int().describe('Follow-ups due today or before.'),
    stages: z.array(z.object({ stage: z.enum(openStages), count: z.int(), values: z.array(money) })),
  }),
})

export const create = operation(createLead, {
  method: 'POST',
  path: '/leads',
  summary: 'Add a lead',
  output: lead,
  status: 201,
  answer: ({ ctx, data }) => getLead(ctx, { lead: data.id }),
  location: ({ id }) => `leads/${id}`,
})

export const get = operation(getLead, { method: 'GET', path: '/leads/{lead}', summary: 'A lead', output: lead })

export const update = operation(updateLead, {
  method: 'PATCH',
  path: '/leads/{lead}',
  summary: 'Change a lead',
  output: lead,
  current: (ctx, given) => getLead(ctx, { lead: given.lead }),
})

export const move = operation(moveLead, {
  method: 'POST',
  path: '/leads/{lead}/stage',
  summary: 'Move a lead along the pipeline',
  description: 'Losing it needs a reason. 409 `WRONG_STATUS` once it has become a client.',
  output: lead,
  current: (ctx, given) => getLead(ctx, { lead: given.lead }),
})

export const convert = operation(convertLead, {
  method: 'POST',
  path: '/leads/{lead}/conversion',
  summary: 'Turn a lead into a client',
  description: 'A new client with its contact, or, with `clientId`, one more contact of a client that is there.',
  output: lead,
  current: (ctx, given) => getLead(ctx, { lead: given.lead }),
})

export const remove = operation(deleteLead, {
  method: 'DELETE',
  path: '/leads/{lead}',
  summary: 'Put a lead into the bin',
})

export const restore = operation(restoreLead, {
  method: 'POST',
  path: '/leads/{lead}/restore',
  summary: 'Take a lead out of the bin',
  output: lead,
  current: (ctx, given) => getLead(ctx, { lead: given.lead }),
})
