import { z } from 'zod'
import { emailInput, idInput, line, timeZoneInput } from '@/lib/core/text'
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

/** How dates and numbers are written; Lobby's words are English. */
export const locales = [
  'en',
  'en-GB',
  'en-US',
  'cs',
  'da',
  'de',
  'es',
  'fi',
  'fr',
  'it',
  'nl',
  'pl',
  'pt',
  'sv',
] as const

export const updateProfileInput = z.strictObject({
  name: line(100, 'What is your name?'),
  timeZone: timeZoneInput,
  locale: z.enum(locales, 'Choose one of the list.'),
})

const ownPassword = z.string().min(1, 'Enter your password.').max(256)

export const changePasswordInput = z.strictObject({ password: ownPassword, newPassword: passwordInput })

export const requestEmailChangeInput = z.strictObject({ email: emailInput, password: ownPassword })

export const endSessionInput = z.strictObject({ session: idInput })

/** Six digits of an app, or a recovery code; people type spaces and dashes into both. */
const codeInput = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s-]/g, '').toUpperCase())
  .pipe(z.string().min(6, 'Enter the code.'))

export const startSecondFactorInput = z.strictObject({ password: ownPassword })
export const confirmSecondFactorInput = z.strictObject({ code: codeInput })
export const stopSecondFactorInput = z.strictObject({ password: ownPassword, code: codeInput })
/** What a browser answers for a passkey; its parts are checked by the signature. */
export const passkeyAnswer = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string().max(5000) }),
})
const passkeyName = line(60, 'What do you call it?')
export const startPasskeyInput = z.strictObject({ password: ownPassword })
export const addPasskeyInput = z.strictObject({ name: passkeyName, response: passkeyAnswer })
export const renamePasskeyInput = z.strictObject({ passkey: idInput, name: passkeyName })
export const removePasskeyInput = z.strictObject({ passkey: idInput, password: ownPassword })
export const unlinkInput = z.strictObject({ provider: z.enum(['google', 'github', 'oidc']) })
export const requireSecondFactorInput = z.strictObject({ secondFactorRequired: z.boolean() })

export const signInInput = z.strictObject({
  email: emailInput,
  password: z.string().min(1, 'Enter your password.').max(256),
  code: codeInput
    .optional()
    .describe('Of the authenticator app, or a recovery code, where the account has a second factor.'),
  newPassword: passwordInput.optional().describe('One’s own, in place of a temporary password.'),
})

export const requestResetInput = z.strictObject({ email: emailInput })

export const secretInput = z.string().min(16, 'This link is not complete.').max(100)

export const resetPasswordInput = z.strictObject({ secret: secretInput, password: passwordInput })

export const verifyEmailInput = z.strictObject({ secret: secretInput })

export const confirmEmailChangeInput = z.strictObject({
  secret: secretInput,
  /** The session of the browser that opened the link. */
  keep: idInput.optional(),
})

export const keepEmailInput = z.strictObject({ secret: secretInput })
