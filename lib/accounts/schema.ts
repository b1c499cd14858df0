import { z } from 'zod'
import { emailInput, line, timeZoneInput } from '@/lib/core/text'
import { slugInput } from '@/lib/organizations/schema'

export const passwordInput = z
  .string()
  .min(15, 'Use at least 15 characters; a few words in a row are easy to remember.')
  .max(256, 'Please use at most 256 characters.')

export const registerInput = z.strictObject({
  name: line(100, 'What is your name?'),
  email: emailInput,
  password: passwordInput,
  organization: z.strictObject({
    name: line(100, 'What is your organization called?'),
    slug: slugInput,
    contactEmail: emailInput.optional(),
  }),
  timeZone: timeZoneInput.optional(),
})

export const signInInput = z.strictObject({
  email: emailInput,
  password: z.string().min(1, 'Enter your password.').max(256),
})

export const requestResetInput = z.strictObject({ email: emailInput })

export const secretInput = z.string().min(16, 'This link is not complete.').max(100)

export const resetPasswordInput = z.strictObject({ secret: secretInput, password: passwordInput })

export const verifyEmailInput = z.strictObject({ secret: secretInput })
