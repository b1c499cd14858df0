import 'server-only'
import { notFound, redirect } from 'next/navigation'
import { forbidden, unauthenticated } from '@/lib/core/errors'
import { currentSessionId } from '@/lib/core/request'
import { currentPerson } from '@/lib/core/tenant'
import { idInput } from '@/lib/core/text'
import type { Person } from '@/lib/core/transaction'

/** The platform admin who asks; for everybody else the platform does not exist. */
export async function platformAdmin(): Promise<Person> {
  const person = await currentPerson()
  if (!person) redirect('/sign-in?to=/platform')
  if (!person.platformAdmin) notFound()
  return person
}

/** The session of the platform admin who asks, for what the database answers platform admins only. */
export async function platformSession(): Promise<{ sessionId: string; person: Person }> {
  const person = await platformAdmin()
  return { sessionId: (await currentSessionId()) ?? '', person }
}

/** The same for writes. @throws 401 · 403 */
export async function requirePlatformAdmin(): Promise<Person> {
  const person = await currentPerson()
  if (!person) throw unauthenticated()
  if (!person.platformAdmin) throw forbidden('platform.admin')
  return person
}

/** An id in an address; what cannot be one is not there. */
export const idOr404 = (text: string): string => {
  const parsed = idInput.safeParse(text)
  if (!parsed.success) notFound()
  return parsed.data
}
