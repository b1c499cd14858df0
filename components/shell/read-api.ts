import type { Problem, Result } from '@/lib/core/result'
import { messages } from './messages'

/** An answer of the REST API that is not a success. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.message)
  }
}

/** `{ status: 'TODO', q: '' }` → `?status=TODO`; what is empty is left out. */
export function queryString(values: Record<string, string | number | null | undefined>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value))
  const text = params.toString()
  return text ? `?${text}` : ''
}

/**
 * Reads from the REST API with the reader's session; `path` below `/api/v1/organizations/{org}/`. Dates come as ISO text.
 * @throws ApiProblem for 4xx and 5xx · TypeError when the server cannot be reached
 */
export async function readApi<T>(org: string, path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(`/api/v1/organizations/${org}/${path}`, {
    headers: { accept: 'application/json' },
    signal,
  })
  if (response.ok) return (await response.json()) as T
  throw await problemOf(response)
}

/**
 * Calls an operation of the REST API that needs no body. For an undo that may be clicked on another page than the one it
 * was offered on: a server action is known only to the pages that use it.
 */
export async function postApi<T>(org: string, path: string): Promise<Result<T>> {
  try {
    const response = await fetch(`/api/v1/organizations/${org}/${path}`, {
      method: 'POST',
      headers: { accept: 'application/json' },
    })
    if (!response.ok) return { ok: false, error: (await problemOf(response)).problem }
    return { ok: true, data: (await response.json().catch(() => null)) as T }
  } catch {
    return { ok: false, error: { code: 'UNREACHABLE', message: messages.callFailed.network } }
  }
}

/** The problem+json of a refused answer as an error; a page of a proxy in between becomes one too. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => null)) as (Problem & { detail?: string; title?: string }) | null
  const message = body?.message ?? body?.detail ?? body?.title ?? `The server answered ${response.status}.`
  return new ApiProblem(response.status, { ...body, code: body?.code ?? 'UNEXPECTED', message })
}

/** For React Query: what the server refused will be refused again; what it could not do may work in a moment. */
export const retryUnlessRefused = (count: number, error: Error): boolean =>
  count < 2 && !(error instanceof ApiProblem && error.status < 500)
