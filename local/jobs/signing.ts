import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import canonicalize from 'canonicalize'

const windowSeconds = 5 * 60

const withoutPrefix = (key: string) => key.replace(/^signkey-\w+-/, '')

const digest = (signingKey: string, body: string, seconds: string) =>
  createHmac('sha256', withoutPrefix(signingKey)).update(body).update(seconds).digest('hex')

function equal(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest()
  const right = createHash('sha256').update(b).digest()
  return timingSafeEqual(left, right)
}

/** The body as the SDK will hash it: RFC 8785 canonical JSON. Send exactly this text. */
export function canonicalBody(value: unknown): string {
  return canonicalize(value) ?? ''
}

/** Value of `x-inngest-signature` for a body, `t=<unix seconds>&s=<hex HMAC-SHA256 of body followed by t>`. */
export function sign(signingKey: string, body: string, now: number = Date.now()): string {
  const seconds = Math.floor(now / 1000).toString()
  return `t=${seconds}&s=${digest(signingKey, body, seconds)}`
}

/** Whether `header` signs `body` with the key, within five minutes of `now` (milliseconds). */
export function verifySignature(
  signingKey: string,
  header: string | undefined,
  body: string,
  now: number = Date.now(),
): boolean {
  const params = new URLSearchParams(header ?? '')
  const seconds = params.get('t') ?? ''
  if (!/^\d+$/.test(seconds) || Math.abs(now / 1000 - Number(seconds)) > windowSeconds) return false
  return equal(params.get('s') ?? '', digest(signingKey, body, seconds))
}

/** The token the SDK sends as bearer: SHA-256 of the hex-decoded key, behind the key's own prefix. */
export function hashedSigningKey(signingKey: string): string {
  const prefix = signingKey.match(/^signkey-\w+-/)?.[0] ?? ''
  return (
    prefix +
    createHash('sha256')
      .update(Buffer.from(withoutPrefix(signingKey), 'hex'))
      .digest('hex')
  )
}

/** Whether an Authorization header carries the hashed signing key. */
export function isBearer(signingKey: string, authorization: string | undefined): boolean {
  return equal(authorization ?? '', `Bearer ${hashedSigningKey(signingKey)}`)
}

/** Constant-time comparison of two keys. */
export function sameKey(given: string, expected: string): boolean {
  return equal(given, expected)
}
