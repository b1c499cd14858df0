import { randomBytes, randomInt } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

const hex = (bytes: number) => randomBytes(bytes).toString('hex')

const GENERATORS = {
  NEXTAUTH_SECRET: () => randomBytes(48).toString('base64url'),
  LOBBY_TOKEN_SECRET: () => randomBytes(48).toString('base64url'),
  PUSHER_APP_ID: () => String(randomInt(100_000, 10_000_000)),
  PUSHER_KEY: () => hex(10),
  PUSHER_SECRET: () => hex(20),
  INNGEST_EVENT_KEY: () => hex(24),
  INNGEST_SIGNING_KEY: () => hex(32),
  RESEND_API_KEY: () => `re_local_${hex(20)}`,
  RESEND_WEBHOOK_SECRET: () => `whsec_${randomBytes(32).toString('base64')}`,
  MIGRATOR_PASSWORD: () => hex(24),
  APP_PASSWORD: () => hex(24),
  RELAY_PASSWORD: () => hex(24),
  LOCAL_PASSWORD: () => hex(24),
}

export type Secrets = Record<keyof typeof GENERATORS, string>

/**
 * The installation's own secrets, made once and kept in `file` (readable by its owner only); one that a newer version
 * needs is added. Throws when the file is not JSON: a new set would lock out everything that the old one signed.
 */
export function loadSecrets(file: string): Secrets {
  const known: Partial<Secrets> = existsSync(file) ? parse(file) : {}
  const missing = (Object.keys(GENERATORS) as (keyof Secrets)[]).filter((name) => !known[name])
  for (const name of missing) known[name] = GENERATORS[name]()
  if (missing.length > 0) {
    writeFileSync(`${file}.new`, `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  chmodSync(file, 0o600)
  return known as Secrets
}

function parse(file: string): Partial<Secrets> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Error(`${file} is not readable as JSON; restore it, or start over with npm run up -- --fresh`)
  }
}
