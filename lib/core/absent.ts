import { type AppError, ClosedError, notFound } from './errors'
import { askClosedOrganizations } from './transaction'

/** Why an organization does not answer somebody: it is closed, which only its members learn, or not there for them. */
export async function absent(sessionId: string, slug: string): Promise<AppError> {
  const closed = (await askClosedOrganizations(sessionId)).find(
    (one) => one.slug === slug || one.formerSlugs.includes(slug),
  )
  return closed ? new ClosedError(closed) : notFound()
}
