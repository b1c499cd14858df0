import { randomBytes } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** ULID (github.com/ulid/spec) of a time in milliseconds and ten bytes of entropy: 26 characters that sort by time. */
export function ulid(millis: number = Date.now(), entropy: Uint8Array = randomBytes(10)): string {
  let value = BigInt(millis)
  for (const byte of entropy.subarray(0, 10)) value = (value << 8n) | BigInt(byte)
  let text = ''
  for (let i = 0; i < 26; i++) {
    text = alphabet[Number(value & 31n)] + text
    value >>= 5n
  }
  return text
}

/**
 * The id of the event at `index` (from 0) in a request that carries `x-inngest-event-id-seed: <millis>,<base64 of ten bytes>`.
 * The SDK repeats a failed request with the same seed, so the same event gets the same id. Null when the seed is unreadable.
 */
export function seededEventId(seed: string, index: number): string | null {
  const [millisText = '', base64 = ''] = seed.split(',')
  const millis = Number(millisText)
  const entropy = Buffer.from(base64, 'base64')
  if (!Number.isSafeInteger(millis) || millis < 0 || millis >= 2 ** 48 || entropy.length !== 10) return null
  entropy.writeUInt32BE((entropy.readUInt32BE(6) + index + 1) >>> 0, 6)
  return ulid(millis, entropy)
}
