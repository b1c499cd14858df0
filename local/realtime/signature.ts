import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Requests signed longer ago, or further ahead, than this many seconds are refused. */
const SIGNATURE_WINDOW_SECONDS = 600

/** HMAC-SHA256 of `text` with the app's secret, as lower-case hex: the one signature of the Pusher protocol. */
export function sign(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}

/** Compares two texts in a time that does not depend on where they differ. */
export function sameText(left: string, right: string): boolean {
  // hashing first makes both sides equally long, so not even the length leaks
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

/** Checks `<key>:<hmac>` as channel authorization and user sign-in carry it; `signed` is the text that was signed. */
export function authorizes(app: { key: string; secret: string }, auth: string, signed: string): boolean {
  return sameText(auth, `${app.key}:${sign(app.secret, signed)}`)
}

/**
 * Checks the query signature of a REST call, everything but the body's digest.
 * Signed text: `METHOD\n/path\n` and the decoded query pairs sorted by name, without `auth_signature`
 * (pusher.com/docs/channels/library_auth_reference/rest-api/#authentication).
 * Returns what is wrong as a sentence, or null when the call is genuine and not stale.
 */
export function queryRefusal(
  app: { key: string; secret: string },
  call: { method: string; path: string; query: URLSearchParams },
  nowMs: number,
): string | null {
  const { query } = call
  const signature = query.get('auth_signature')
  const key = query.get('auth_key')
  if (!signature || !key) return 'The request is not signed: auth_key and auth_signature are required'
  if (query.get('auth_version') !== '1.0') return 'auth_version must be 1.0'
  const timestamp = query.get('auth_timestamp') ?? ''
  const drift = /^\d{1,12}$/.test(timestamp) ? Math.abs(nowMs / 1000 - Number(timestamp)) : Number.POSITIVE_INFINITY
  if (drift > SIGNATURE_WINDOW_SECONDS) {
    return `Timestamp expired: given ${timestamp || 'nothing'}, the server says ${Math.floor(nowMs / 1000)}`
  }
  const pairs = [...query].filter(([name]) => name !== 'auth_signature')
  // a repeated name could be signed as one value and read as the other
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) return 'A query parameter is given twice'
  const sorted = pairs.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`)
  const expected = sign(app.secret, [call.method, call.path, sorted.join('&')].join('\n'))
  if (!sameText(key, app.key) || !sameText(signature, expected)) return 'Invalid signature'
  return null
}

/** Says whether `body_md5` of the (already verified) query belongs to this body. */
export function bodyMatches(query: URLSearchParams, body: Buffer): boolean {
  const digest = query.get('body_md5')
  if (body.length === 0) return digest === null || digest === createHash('md5').update('').digest('hex')
  return digest !== null && sameText(digest, createHash('md5').update(body).digest('hex'))
}
