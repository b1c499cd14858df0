import 'server-only'
import { notFound, redirect } from 'next/navigation'
import { forbidden, unauthenticated } from '@/lib/core/errors'
import { currentPerson } from '@/lib/core/tenant'
import type { Person } from '@/lib/core/transaction'

/** The platform admin who asks; for everybody else the platform does not exist. */
export async function platformAdmin(): Promise<Person> {
  const person = await currentPerson()
  if (!person) redirect('/sign-in?to=/platform')
  if (!person.platformAdmin) notFound()
  return person
}

/** The same for writes. @throws 401 · 403 */
export async function requirePlatformAdmin(): Promise<Person> {
  const person = await currentPerson()
  if (!person) throw unauthenticated()
  if (!person.platformAdmin) throw forbidden('platform.admin')
  return person
}
