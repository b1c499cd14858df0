import { Agent, request } from 'undici'
import type { ClaimedCall } from './queue'
import { canonicalBody, sign, verifySignature } from './signing'

export type Answer =
  | { kind: 'answered'; status: number; body: unknown; noRetry: boolean; retryAfterMs: number | null }
  /** The app was not there, fell over, or something else answered in its place. */
  | { kind: 'unreachable'; refused: boolean; reason: string }

export interface SdkEndpoint {
  url: string
  signingKey: string
}

// A step may take hours: undici's own time limits would cut it off after five minutes.
const newAgent = () => new Agent({ headersTimeout: 0, bodyTimeout: 0, connectTimeout: 5000, keepAliveTimeout: 4000 })

export type SdkConnection = ReturnType<typeof newAgent>

/** Connections to the app. Close them with `destroy()`. */
export function connectToSdk(): SdkConnection {
  return newAgent()
}

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** Milliseconds a `Retry-After` (seconds or a date) asks for, clipped to 1 s … 24 h; null when there is none. */
export function retryAfterMs(header: string | undefined, now: number = Date.now()): number | null {
  if (!header) return null
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : new Date(header).getTime() - now
  return Number.isNaN(ms) ? null : Math.max(1000, Math.min(86_400_000, ms))
}

function payloadOf(call: ClaimedCall): unknown {
  const events = JSON.parse(call.events) as unknown[]
  const steps = Object.fromEntries(
    Object.entries(call.steps).map(([id, result]) => [id, JSON.parse(result) as unknown]),
  )
  return {
    version: 2,
    event: events[0],
    events,
    steps,
    defers: {},
    // ctx.fn_id stays away: with it the SDK would keep going and report its steps by checkpoints.
    ctx: {
      run_id: call.runId,
      attempt: call.attempt,
      max_attempts: call.maxAttempts,
      disable_immediate_execution: call.parallel,
      use_api: false,
      stack: { stack: call.stack, current: call.stack.length },
    },
  }
}

/** Calls the function over the SDK's HTTP protocol and checks that the answer is signed. Never throws. */
export async function callFunction(
  agent: SdkConnection,
  sdk: SdkEndpoint,
  call: ClaimedCall,
  signal: AbortSignal,
): Promise<Answer> {
  const query = new URLSearchParams({ fnId: call.functionId, stepId: call.stepId ?? 'step' })
  try {
    const body = canonicalBody(payloadOf(call))
    const response = await request(`${sdk.url}?${query}`, {
      method: 'POST',
      dispatcher: agent,
      signal,
      body,
      headers: {
        'content-type': 'application/json',
        'x-inngest-signature': sign(sdk.signingKey, body),
        'x-inngest-req-version': '2',
        'x-inngest-server-kind': 'cloud',
        'x-run-id': call.runId,
        'x-request-id': `${call.jobId}-${call.generation}`,
        'x-inngest-job-id': call.jobId,
      },
    })
    const text = await response.body.text()
    const headers = response.headers
    if (!headers['x-inngest-sdk']) {
      return { kind: 'unreachable', refused: false, reason: `Not answered by the SDK (HTTP ${response.statusCode})` }
    }
    if (!verifySignature(sdk.signingKey, single(headers['x-inngest-signature']), text)) {
      return { kind: 'unreachable', refused: false, reason: 'The answer is not signed with our key' }
    }
    return {
      kind: 'answered',
      status: response.statusCode,
      body: text ? (JSON.parse(text) as unknown) : null,
      noRetry: single(headers['x-inngest-no-retry']) === 'true',
      retryAfterMs: retryAfterMs(single(headers['retry-after'])),
    }
  } catch (error) {
    const code = (error as { code?: unknown }).code
    const refused = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(String(code))
    return {
      kind: 'unreachable',
      refused,
      reason: error instanceof Error ? error.message || String(code) : String(error),
    }
  }
}

/**
 * Asks the app for its functions by an in-band sync (one signed PUT, nothing to call back).
 * @returns the declared functions, unchecked; throws when the app cannot be reached or the answer is not signed.
 */
export async function fetchFunctions(agent: SdkConnection, sdk: SdkEndpoint, timeoutMs: number): Promise<unknown[]> {
  const body = canonicalBody({ url: sdk.url })
  const response = await request(sdk.url, {
    method: 'PUT',
    dispatcher: agent,
    body,
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      'content-type': 'application/json',
      'x-inngest-sync-kind': 'in_band',
      'x-inngest-server-kind': 'cloud',
      'x-inngest-signature': sign(sdk.signingKey, body),
    },
  })
  const text = await response.body.text()
  if (response.statusCode !== 200) throw new Error(`The app answered the sync with HTTP ${response.statusCode}`)
  if (!verifySignature(sdk.signingKey, single(response.headers['x-inngest-signature']), text)) {
    throw new Error('The answer to the sync is not signed with our key')
  }
  const { functions } = JSON.parse(text) as { functions?: unknown }
  if (!Array.isArray(functions)) throw new Error('The answer to the sync lists no functions')
  return functions
}
