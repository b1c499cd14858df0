import type { IncomingMessage, ServerResponse } from 'node:http'
import { Catalogue } from './catalogue'
import { connect, persist } from './database'
import { callFunction, connectToSdk } from './dispatch'
import { Housekeeping } from './housekeeping'
import { handleRequest } from './http'
import { type Backoff, outcomeOf, serverBackoff } from './outcome'
import { Queue } from './queue'
import { migrate } from './schema'

export interface JobsOptions {
  /** The stand-ins' own database; the schema `jobs` is made in it. */
  databaseUrl: string
  eventKey: string
  /** Even-length hex, as `inngest start` wants it; both sides sign with it. */
  signingKey: string
  /** Where the app serves its functions, e.g. `http://127.0.0.1:3000/api/inngest`. */
  sdkUrl: string
  log?: (line: string) => void
  /** Milliseconds until the next attempt; the server's own 15 s … 2 h when left out. */
  backoff?: Backoff
  /** How often the database is asked for due work when nothing announces any. */
  pollMs?: number
  /** How long a dead executor's calls stay its own. */
  leaseMs?: number
  /** Calls under way at once. */
  concurrency?: number
}

export interface Jobs {
  /** Answers a request on one of Inngest's paths; false when the path is not ours. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** Takes no more work, gives calls under way a moment to end, closes the connections. */
  stop(): Promise<void>
  /** Asks the app for its functions now. */
  sync(): Promise<void>
}

const stopGraceMs = 3000

/**
 * Starts an executor of the Inngest protocol on PostgreSQL: events in, function calls out to the SDK's endpoint, signed both
 * ways. Several may share a database. Rejects when the schema cannot be made; the app need not be there yet.
 */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const log = options.log ?? (() => {})
  const backoff = options.backoff ?? serverBackoff
  const pollMs = options.pollMs ?? 200
  const sql = connect(options.databaseUrl)
  try {
    await persist(() => migrate(sql), 10_000)
  } catch (error) {
    await sql.end({ timeout: 1 })
    throw error
  }
  const sdk = { url: options.sdkUrl, signingKey: options.signingKey }
  const agent = connectToSdk()
  const catalogue = new Catalogue(sql, agent, sdk, log)
  const queue: Queue = new Queue({
    sql,
    log,
    pollMs,
    leaseMs: options.leaseMs ?? 10_000,
    concurrency: options.concurrency ?? 32,
    perform: async (call, signal) => {
      const answer = await callFunction(agent, sdk, call, signal)
      return outcomeOf(answer, call, backoff, await persist(() => catalogue.current(), 3_600_000))
    },
    settled: (settlement) => {
      if (settlement.finish) housekeeping.wake()
    },
  })
  const housekeeping = new Housekeeping(sql, catalogue, () => queue.wake(), log, pollMs)
  const onWork = () => {
    queue.wake()
    housekeeping.wake()
  }
  const http = { sql, catalogue, eventKey: options.eventKey, signingKey: options.signingKey, onWork, log }
  queue.start()
  housekeeping.start()

  return {
    handle: (request, response) => handleRequest(request, response, http),
    async sync() {
      await catalogue.sync()
    },
    async stop() {
      await Promise.all([housekeeping.stop(), queue.stop(stopGraceMs)])
      await agent.destroy()
      await sql.end({ timeout: 2 })
    },
  }
}
