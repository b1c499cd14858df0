import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { env } from './env'

type Purpose =
  | 'invitation'
  | 'verify_email'
  | 'reset_password'
  | 'change_email'
  | 'keep_email'
  | 'temporary_password'
  | 'unsubscribe'
  | 'invitation_stop'

/**
 * The secret of a link: 192 bits of HMAC-SHA256 over purpose and row id. It can be made again for a mail or a copied
 * link, so neither the database nor an event ever holds it; the database keeps its hash.
 */
export const secretFor = (purpose: Purpose, id: string): string =>
  createHmac('sha256', env().LOBBY_TOKEN_SECRET)
    .update(`${purpose}:${id}`)
    .digest()
    .subarray(0, 24)
    .toString('base64url')

/** What the database stores of a secret: SHA-256, enough for values nobody can guess. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
