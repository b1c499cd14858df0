import type { Offered } from './offer'
import type { Attacker, House } from './scratch'
import { abreast } from './sheet'

/** Where requests go: over the wire to a running server, or to the API's own handler. */
export type Door = { url: string; send: (request: Request) => Promise<Response> }

export type Reply = { status: number; text: string; location: string | null }

const mostWaits = 8

/** One request and its whole answer; a server that asks to wait is waited for. */
export async function ask(door: Door, make: () => Request): Promise<Reply> {
  for (let waits = 0; ; waits++) {
    const response = await door.send(make())
    const text = await response.text()
    if (![429, 503].includes(response.status) || waits === mostWaits)
      return { status: response.status, text, location: response.headers.get('location') }
    const seconds = Number(response.headers.get('retry-after') ?? 1)
    await new Promise((resolve) => setTimeout(resolve, Math.min(seconds, 60) * 1000))
  }
}

export type Aim = {
  operation: Offered
  /** The organization in the address. */
  slug: string
  /** Values for the names in the path. */
  named: Record<string, string>
  /** Values that replace those of the body, or of the query. */
  given?: Record<string, unknown>
  asked?: Record<string, string>
}

/** A request to one operation as somebody, or as nobody. */
export function requestTo(door: Door, { operation, slug, named, given, asked }: Aim, who: Attacker | null): Request {
  const path = operation.path
    .replace('{org}', slug)
    .replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(named[name] ?? ''))
  const query = asked ? `?${new URLSearchParams(asked)}` : ''
  const { contentType } = operation
  const headers = new Headers(who ? { authorization: `Bearer ${who.token}` } : {})
  let body: BodyInit | undefined
  if (contentType === 'json') {
    headers.set('content-type', 'application/json')
    body = JSON.stringify({ ...operation.body, ...given })
  } else if (contentType !== 'none') {
    const form = new FormData()
    form.set('file', new File(['Title\nproof\n'], contentType === 'csv' ? 'proof.csv' : 'proof.txt'))
    body = form
  }
  return new Request(`${door.url}/api/v1${path}${query}`, { method: operation.method, headers, body })
}

/** Ways to name the records of a house in a path: each id that it has of that kind, the others at their first. */
export function namings(operation: Offered, house: House): Record<string, string>[] {
  const first = Object.fromEntries(operation.names.map((name) => [name, house.ids[name]?.[0] ?? '']))
  const target = operation.names.at(-1)
  if (!target) return [{}]
  const kept = operation.path.endsWith('/restore') ? house.bin : house.ids
  return (kept[target] ?? []).slice(0, 2).map((id) => ({ ...first, [target]: id }))
}

/** Sends each attempt as somebody, a few at once, and hears every answer. */
export async function abreastAsk<A extends Aim>(
  door: Door,
  attempts: A[],
  who: Attacker | null,
  heard: (attempt: A, reply: Reply) => void,
): Promise<void> {
  await abreast(attempts, async (attempt) => heard(attempt, await ask(door, () => requestTo(door, attempt, who))))
}
