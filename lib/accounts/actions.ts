'use server'
import { cookies } from 'next/headers'
import { accountAction, loginAction, serverAction } from '@/lib/core/action'
import { env } from '@/lib/core/env'
import { unauthenticated } from '@/lib/core/errors'
import { currentSessionId } from '@/lib/core/request'
import { currentPerson } from '@/lib/core/tenant'
import { askSlugTaken } from '@/lib/core/transaction'
import * as create from '@/lib/organizations/commands/create-organization'
import { slugInput } from '@/lib/organizations/schema'
import * as passwords from './commands/change-password'
import * as confirmation from './commands/confirm-email-change'
import * as ends from './commands/end-sessions'
import * as objection from './commands/keep-email'
import * as keys from './commands/passkeys'
import * as registration from './commands/register'
import * as moving from './commands/request-email-change'
import * as requested from './commands/request-reset'
import * as security from './commands/require-second-factor'
import * as reset from './commands/reset-password'
import * as factor from './commands/second-factor'
import * as byPasskey from './commands/sign-in-by-passkey'
import * as links from './commands/unlink'
import * as profiles from './commands/update-profile'
import * as verification from './commands/verify-email'
import { linkCookieName, linkSeal } from './ticket'

export const register = accountAction(registration.register)
export const verifyEmail = accountAction(verification.verifyEmail)
export const requestReset = accountAction(requested.requestReset)
export const resetPassword = accountAction(reset.resetPassword)
export const keepEmail = accountAction(objection.keepEmail)
export const updateProfile = loginAction(profiles.updateProfile)
export const changePassword = loginAction(passwords.changePassword)
export const requestEmailChange = loginAction(moving.requestEmailChange)
export const startSecondFactor = loginAction(factor.startSecondFactor)
export const confirmSecondFactor = loginAction(factor.confirmSecondFactor)
export const renewRecoveryCodes = loginAction(factor.renewRecoveryCodes)
export const stopSecondFactor = loginAction(factor.stopSecondFactor)
export const startPasskey = loginAction(keys.startPasskey)
export const addPasskey = loginAction(keys.addPasskey)
export const renamePasskey = loginAction(keys.renamePasskey)
export const removePasskey = loginAction(keys.removePasskey)
export const startPasskeySignIn = accountAction((request) => byPasskey.startPasskeySignIn(request))
export const requireSecondFactor = serverAction(security.requireSecondFactor)
export const endSession = loginAction(ends.endSession)
export const endOtherSessions = loginAction(ends.endOtherSessions)

/** The browser that opened the link stays signed in. */
export const confirmEmailChange = accountAction(async (request, { secret }: { secret: string }) =>
  confirmation.confirmEmailChange(request, { secret, keep: (await currentSessionId()) ?? undefined }),
)

/** Whether an organization could have this address; says why not. */
export const checkSlug = accountAction(async (_request, slug: string) => {
  const parsed = slugInput.safeParse(slug)
  if (!parsed.success) return { free: false, message: parsed.error.issues[0]?.message ?? '' }
  return (await askSlugTaken(parsed.data))
    ? { free: false, message: 'This address is taken.' }
    : { free: true, message: '' }
})

export const createOrganization = accountAction(async (request, input: unknown) => {
  const person = await currentPerson()
  if (!person) throw unauthenticated()
  return create.createOrganization(request, person, input)
})

export const unlink = loginAction(links.unlink)

/** From here on, for five minutes, a login elsewhere that comes back to this session is linked to its person. */
export const askForLink = accountAction(async () => {
  const sessionId = await currentSessionId()
  if (!sessionId || !(await currentPerson())) throw unauthenticated()
  const secure = env().LOBBY_URL.startsWith('https://')
  const how = { httpOnly: true, sameSite: 'lax', path: '/', maxAge: 300, secure } as const
  ;(await cookies()).set(linkCookieName, linkSeal(sessionId), how)
  return {}
})
