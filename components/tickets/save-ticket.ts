import type { Result } from '@/lib/core/result'
import { updateTicket } from '@/lib/tickets/actions'

type Change = Omit<Parameters<typeof updateTicket>[1], 'ticket' | 'version'>
type Known = { id: string; version: number } & Required<Change>
type Saved = Awaited<ReturnType<typeof updateTicket>> extends Result<infer Data> ? Data : never

/**
 * Saves a change of a ticket as one saw it. When somebody was faster, or one's own last change has not come back yet,
 * but at other fields, both stand; at the same field nothing is overwritten and the refusal is `STALE`.
 */
export async function saveTicket(org: string, seen: Known, change: Change): Promise<Result<Saved>> {
  let { version } = seen
  for (let tries = 0; ; tries++) {
    const result = await updateTicket(org, { ticket: seen.id, version, ...change })
    if (result.ok || result.error.code !== 'STALE' || tries === 2) return result
    const current = result.error.current as Partial<Known> | undefined
    const apart = (Object.keys(change) as (keyof Change)[]).every((field) => current?.[field] === seen[field])
    if (!apart || current?.version === undefined) return result
    version = current.version
  }
}
