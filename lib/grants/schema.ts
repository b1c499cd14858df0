import { z } from 'zod'
import { idInput, line } from '@/lib/core/text'

export const mostHours = 8

export const askGrantInput = z.strictObject({
  organization: idInput,
  reason: line(500, 'Say what you want to look at, and why. The owner reads it.'),
  hours: z.coerce
    .number()
    .int('Enter whole hours.')
    .min(1, 'Ask for one hour at least.')
    .max(mostHours, `Ask for ${mostHours} hours at most.`),
})
export const grantInput = z.strictObject({ grant: idInput })
export const ownGrantInput = z.strictObject({ organization: idInput, grant: idInput })
export const noInput = z.strictObject({})
