import type { SignInOptions, SignInResponse } from 'next-auth/react'

// Half of what the page to sign in weighs beside the framework, and its first use is a click away.
const client = () => import('next-auth/react')

/** Signs in here, or leaves for a login elsewhere. */
export const signIn = async (provider: string, options: SignInOptions): Promise<SignInResponse | undefined> =>
  (await client()).signIn<'credentials'>(provider, options)

/** Fetches what signing in takes while somebody still types. */
export const prepareSignIn = (): void => void client().catch(() => {})
