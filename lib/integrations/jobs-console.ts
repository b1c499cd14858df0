import { createHash } from 'node:crypto'
import { env, isEmbedded } from '@/lib/core/env'
import type { WireFunction, WireHealth, WireOne, WirePage, WireRun, WireRunDetail } from '@/local/jobs/wire'

export type { RunStatus, WireFunction, WireHealth, WireRun, WireRunDetail } from '@/local/jobs/wire'

/** The bearer that Inngest's own API asks for: SHA-256 of the hex-decoded signing key, behind the key's prefix. */
function bearer(): string {
  const key = env().INNGEST_SIGNING_KEY
  const prefix = /^signkey-\w+-/.exec(key)?.[0] ?? ''
  return (
    prefix +
    createHash('sha256')
      .update(Buffer.from(key.slice(prefix.length), 'hex'))
      .digest('hex')
  )
}

async function call<T>(path: string, method = 'GET'): Promise<T | null> {
  const base = env().INNGEST_BASE_URL ?? 'https://api.inngest.com'
  const response = await fetch(new URL(path, base), {
    method,
    headers: { authorization: `Bearer ${bearer()}` },
    signal: AbortSignal.timeout(5_000),
    cache: 'no-store',
  }).catch(() => null)
  if (!response?.ok) return null
  return response.status === 204 ? (null as T) : ((await response.json().catch(() => null)) as T)
}

/** What the job service says of itself and its functions; null where it does not answer (the hosted one has fewer questions). */
export const jobFunctions = async () => (await call<WirePage<WireFunction>>('/v1/functions'))?.data ?? null
export const jobsState = () => call<WireHealth | WireOne<WireHealth>>('/v1/health')
export const jobRuns = (filter: { status?: string; function?: string; cursor?: string }) =>
  call<WirePage<WireRun>>(`/v1/runs?${new URLSearchParams({ limit: '50', ...filter })}`)
export const jobRun = async (id: string) =>
  (await call<WireOne<WireRunDetail>>(`/v1/runs/${encodeURIComponent(id)}`))?.data ?? null
export const cancelRun = (id: string) => call(`/v1/runs/${encodeURIComponent(id)}`, 'DELETE')
export const retryRun = (id: string) =>
  call<WireOne<{ run_id: string }>>(`/v1/runs/${encodeURIComponent(id)}/retry`, 'POST')

/** Lets the stand-in forget what it holds of an organization; the hosted service forgets by its own retention. */
export async function forgetJobsOf(organizationId: string): Promise<void> {
  if (!isEmbedded('jobs')) return
  const forgotten = await call<WireOne<unknown>>(`/v1/events?organization=${organizationId}`, 'DELETE')
  if (!forgotten) throw new Error('The job service does not answer')
}
