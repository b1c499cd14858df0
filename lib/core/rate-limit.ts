import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { tooFast } from './errors'
import { platformQuery } from './transaction'

const client = { query: ({ text, values }: { text: string; values: unknown[] }) => platformQuery(text, values) }

const limiter = (keyPrefix: string, points: number, minutes: number) =>
  new RateLimiterPostgres({
    storeClient: client,
    storeType: 'client',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration: minutes * 60,
    // The database away must not open the door, and must not lock everybody out either.
    insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration: minutes * 60 }),
  })

const perHour = Number(process.env.LOBBY_LIMIT_FACTOR ?? 1)
const limits = {
  /** Wrong passwords for one account from one address; a stranger elsewhere cannot lock its owner out. */
  signIn: limiter('signin', 10 * perHour, 15),
  /** For one account from everywhere that it does not know; a known device has tries of its own. */
  signInAccount: limiter('signin-account', 100 * perHour, 60),
  signInAddress: limiter('signin-address', 100 * perHour, 15),
  register: limiter('register', 10 * perHour, 60),
  /** Wrong passwords where one is asked again: per session, so that a stolen one cannot block the others. */
  password: limiter('password', 10 * perHour, 15),
  /** Six digits can be guessed: from devices that the account does not know, thirty tries a day. */
  code: limiter('code', 10 * perHour, 15),
  codeAccount: limiter('code-account', 30 * perHour, 1440),
  /** Challenges for passkeys: they cost a row each, and nobody needs many. */
  passkey: limiter('passkey', 60 * perHour, 15),
  mail: limiter('mail', 5 * perHour, 60),
}

/** Takes one point. @throws 429 with the seconds to wait */
export async function limit(name: keyof typeof limits, key: string): Promise<void> {
  try {
    await limits[name].consume(key)
  } catch (error) {
    if (error instanceof RateLimiterRes) throw tooFast(Math.ceil(error.msBeforeNext / 1000))
    throw error
  }
}

/** Forgets the points of a key, after a success. */
export const forgive = async (name: keyof typeof limits, key: string) => {
  await limits[name].delete(key)
}

const api = new RateLimiterMemory({ points: 1200 * perHour, duration: 60 })

/** The limit of REST per caller and minute; in the memory of each server, since it protects that server. */
export async function limitApi(key: string): Promise<void> {
  try {
    await api.consume(key)
  } catch (error) {
    if (error instanceof RateLimiterRes) throw tooFast(Math.ceil(error.msBeforeNext / 1000))
    throw error
  }
}
