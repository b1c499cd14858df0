'use server'
import { accountAction } from '@/lib/core/action'
import { unauthenticated } from '@/lib/core/errors'
import { currentPerson } from '@/lib/core/tenant'
import { askSlugTaken } from '@/lib/core/transaction'
import * as create from '@/lib/organizations/commands/create-organization'
import { slugInput } from '@/lib/organizations/schema'
import * as registration from './commands/register'
import * as requested from './commands/request-reset'
import * as reset from './commands/reset-password'
import * as verification from './commands/verify-email'

export const register = accountAction(registration.register)
export const verifyEmail = accountAction(verification.verifyEmail)
export const requestReset = accountAction(requested.requestReset)
export const resetPassword = accountAction(reset.resetPassword)

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
