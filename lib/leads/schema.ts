import { z } from 'zod'
import { currencyInput, minorInput } from '@/lib/core/money-input'
import { pageInput } from '@/lib/core/page'
import { emailInput, idInput, isoDate, line, longText } from '@/lib/core/text'
import { openStages } from './policy'

/** The pipeline, in order; WON and LOST end it. */
export const leadStages = ['NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL', 'WON', 'LOST'] as const
export type LeadStage = (typeof leadStages)[number]

const empty = z.literal('').transform(() => null)
const optionalLine = (max: number) => z.union([line(max), empty, z.null()]).optional()
const website = z
  .union([z.url({ protocol: /^https?$/, error: 'Enter an address such as https://example.com.' }), empty, z.null()])
  .optional()

const fields = {
  company: line(160, 'Which company is it?'),
  contactName: z.union([line(120), z.literal('')]).optional(),
  email: z.union([emailInput, empty, z.null()]).optional(),
  phone: optionalLine(40),
  website,
  source: z.union([line(80), z.literal('')]).optional(),
  /** What the work may be worth, in minor units of `currency`. */
  valueMinor: minorInput.nullable().optional(),
  currency: currencyInput.optional(),
  followUpOn: z.union([isoDate, empty, z.null()]).optional(),
  notes: longText(10_000).optional(),
  ownerId: idInput.optional(),
}

export const createLeadInput = z.strictObject(fields)
export const updateLeadInput = z.strictObject({
  lead: idInput,
  version: z.int(),
  ...fields,
  company: fields.company.optional(),
})

export const moveLeadInput = z
  .strictObject({
    lead: idInput,
    version: z.int(),
    stage: z.enum([...openStages, 'LOST']),
    reason: longText(1_000).optional(),
  })
  .superRefine(({ stage, reason }, ctx) => {
    if (stage === 'LOST' && !reason?.trim())
      ctx.addIssue({ code: 'custom', path: ['reason'], message: 'Say why it was lost.' })
  })

/** Becomes a new client, or joins one that is there. */
export const convertLeadInput = z.strictObject({ lead: idInput, version: z.int(), clientId: idInput.optional() })

export const leadRefInput = z.strictObject({ lead: idInput })
export const listLeadsInput = z.strictObject({
  ...pageInput,
  stage: z.enum(leadStages).optional(),
  owner: z.union([idInput, z.literal('me')]).optional(),
  due: z.literal('now').optional(),
  q: z.string().max(100).optional(),
})
export const noInput = z.strictObject({})
