import { z } from 'zod'
import { currencyInput } from '@/lib/core/money-input'
import { emailInput, idInput, isoDate, line, timeZoneInput } from '@/lib/core/text'
import { clientSeesLevels, percentInput } from '@/lib/projects/schema'
import { modules, reservedSlugs, slugPattern } from './policy'

export const slugInput = z
  .string()
  .trim()
  .toLowerCase()
  .regex(slugPattern, 'Use small letters, digits and hyphens, up to 48 characters.')
  .refine((slug) => !reservedSlugs.has(slug), 'This address is reserved. Please choose another.')

export const createOrganizationInput = z.strictObject({
  name: line(100, 'What is your organization called?'),
  slug: slugInput,
  contactEmail: emailInput,
})

const isLocale = (tag: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length === 1
  } catch {
    return false
  }
}

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Enter a time such as 09:00.')
const hours = z
  .array(z.tuple([time, time]).refine(([from, to]) => from < to, 'Work ends after it begins.'))
  .max(4, 'Use at most four stretches a day.')
  .transform((stretches) => stretches.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  .refine(
    (stretches) => stretches.every(([from], at) => at === 0 || (stretches[at - 1]?.[1] ?? '') <= from),
    'These hours overlap.',
  )
const minutes = z
  .int('Enter a number of minutes.')
  .min(1, 'Give at least one minute.')
  .max(525_600, 'A target is at most a year of working time.')
const target = z
  .strictObject({ response: minutes, resolution: minutes })
  .refine(({ response, resolution }) => response <= resolution, 'The first answer comes before the solution.')

export const updateSettingsInput = z.strictObject({
  version: z.int(),
  name: createOrganizationInput.shape.name.optional(),
  slug: slugInput.optional(),
  contactEmail: emailInput.optional(),
  currency: currencyInput.optional(),
  timeZone: timeZoneInput.optional(),
  locale: z.string().max(35).refine(isLocale, 'This is not a language such as en or de-AT.').optional(),
  requiredShare: percentInput.optional(),
  calendar: z
    .strictObject({
      week: z.strictObject({ 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: hours, 7: hours }),
      holidays: z
        .array(isoDate)
        .max(400, 'Use at most 400 days.')
        .transform((days) => [...new Set(days)].toSorted()),
    })
    .optional(),
  clientSees: z.enum(clientSeesLevels).optional(),
  ticketTargets: z.strictObject({ LOW: target, MEDIUM: target, HIGH: target, URGENT: target }).optional(),
  modulesOff: z
    .array(z.enum(modules))
    .max(10)
    .transform((off) => modules.filter((name) => off.includes(name)))
    .optional(),
})

export const maxLogoBytes = 512 * 1024
export const setLogoInput = z.strictObject({
  file: z.custom<Blob & { name?: string }>((value) => value instanceof Blob, 'Choose a picture.'),
})

export const transferOwnershipInput = z.strictObject({
  member: z.uuid('Choose an active colleague.'),
  /** The owner's own, asked for again. */
  password: z.string().min(1, 'Enter your password.').max(256),
})

export const archiveOrganizationInput = z.strictObject({
  /** The owner's own, asked for again. */
  password: z.string().min(1, 'Enter your password.').max(256),
  reason: line(500, 'Say why.').optional(),
})

export const restoreOrganizationInput = z.strictObject({ organization: idInput })
