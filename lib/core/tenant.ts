import 'server-only'
import { headers } from 'next/headers'
import { forbidden as forbiddenPage, notFound as notFoundPage, redirect } from 'next/navigation'
import { cache } from 'react'
import { absent } from './absent'
import type { Context } from './context'
import { fromDatabase } from './database-errors'
import { AppError, ClosedError, notFound, unauthenticated } from './errors'
import { currentSessionId, requestInfo } from './request'
import { type Refusal, sayRefusal } from './result'
import { noteUse } from './session-use'
import { askAccess, askPerson, type Person } from './transaction'
import { enter, noteVisit } from './walk'

/** Where the middleware writes the path that was asked for. */
const pathHeader = 'x-lobby-path'

export type Visit = { ctx: Context; person: Person; unread: number }

/** Who asks, in which organization, with which permissions: one query, once per request. @throws 401 · 404 · 503 */
export const visit = cache(async (slug: string): Promise<Visit> => {
  const sessionId = await currentSessionId()
  if (!sessionId) throw unauthenticated()
  const answer = await askAccess(sessionId, slug).catch((error: unknown) => {
    throw fromDatabase(error)
  })
  if (!answer) throw unauthenticated()
  if (!answer.access) throw await absent(sessionId, slug)
  const request = await requestInfo()
  // Whoever looks in for the platform is no member who could be seen here.
  noteUse(sessionId, request.address, answer.access.grant ? undefined : answer.access)
  const ctx = await enter(answer.access, 'session', request)
  if (ctx.readOnly?.kind === 'grant') await noteVisit(ctx, (await headers()).get(pathHeader) ?? '')
  return { ctx, person: answer.person, unread: ctx.readOnly ? 0 : answer.access.unread }
})

/** Writes down, once, which page is shown to whoever looks around with other eyes. */
const visited = cache(async (ctx: Context) => {
  const source = await headers()
  const page = source.get(pathHeader)
  if (page && !source.has('next-router-prefetch')) await noteVisit(ctx, page)
})

/** The signed-in person, wherever they are; null when there is none. */
export const currentPerson = cache(async (): Promise<Person | null> => {
  const sessionId = await currentSessionId()
  return sessionId ? askPerson(sessionId) : null
})

/** The session of whoever is at their own account; everybody else signs in first. */
export async function ownSession(to: string): Promise<string> {
  const sessionId = await currentSessionId()
  if (!sessionId || !(await currentPerson())) redirect(`/sign-in?to=${encodeURIComponent(to)}`)
  noteUse(sessionId, (await requestInfo()).address)
  return sessionId
}

/** The page that says what is missing, and for which record. @throws Next's interrupt, with the refusal in its digest */
function refusedPage(refusal: Refusal): never {
  try {
    forbiddenPage()
  } catch (interrupt) {
    const { digest } = interrupt as { digest: string }
    throw Object.assign(interrupt as Error, { digest: sayRefusal(digest, refusal) })
  }
}

/** Turns a refusal into the page that says so, `about` the record it is refused for; anything else goes to the error page. */
export function refuse(error: unknown, about?: Refusal['about']): never {
  if (error instanceof AppError && error.status === 401) redirect('/sign-in')
  if (error instanceof AppError && error.problem.code === 'SECOND_FACTOR_REQUIRED')
    redirect('/account/security?required=1')
  if (error instanceof ClosedError) redirect(`/choose-organization?closed=${error.slug}`)
  if (error instanceof AppError && error.status === 403) refusedPage({ missing: error.problem.missing, about })
  if (error instanceof AppError && error.status === 404) notFoundPage()
  throw error
}

/**
 * Who visits a page below `/{slug}`. An address from before the organization was renamed leads to the same page at its
 * new one; the way there is the middleware's word, and the organization the database's.
 */
export async function arrive(slug: string): Promise<Visit> {
  const found = await visit(slug).catch((error: unknown) => {
    if (error instanceof AppError && error.problem.code === 'WALK_ENDED') redirect(`/${slug}?walk=over`)
    return refuse(error)
  })
  const now = found.ctx.organization.slug
  if (found.ctx.readOnly?.kind === 'walk') await visited(found.ctx)
  if (now === slug) return found
  const asked = (await headers()).get(pathHeader) ?? ''
  redirect(`/${now}${asked.startsWith(`/${slug}/`) ? asked.slice(slug.length + 1) : ''}`)
}

/** The context for a page below `/{slug}`. There is none without membership: the page answers 404 then. */
export const tenant = async (slug: string): Promise<Context> => (await arrive(slug)).ctx

/** Reads for a page: refusals become pages. */
export const show = <T>(reading: Promise<T>, about?: Refusal['about']): Promise<T> =>
  reading.catch((error: unknown) => refuse(error, about))

/** Reads what an address names: what cannot be a key or an id is not there. */
export const showNamed = <T>(reading: Promise<T>): Promise<T> =>
  show(
    reading.catch((error: unknown) => {
      throw error instanceof AppError && error.status === 400 ? notFound() : error
    }),
  )
