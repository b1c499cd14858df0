import { z } from 'zod'
import { emailInput, line } from '@/lib/core/text'
import { reservedSlugs, slugPattern } from './policy'

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
