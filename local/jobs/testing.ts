import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Inngest, type InngestFunction } from 'inngest'
import { serve } from 'inngest/node'
import postgres, { type Sql } from 'postgres'
import { type TemporaryDatabase, temporaryDatabase } from '../postgres/testing'
import { type Jobs, type JobsOptions, startJobs } from './server'
import { hashedSigningKey } from './signing'
import type { WireOne, WirePage, WireRun, WireRunDetail } from './wire'

export const eventKey = 'test-event-key'
export const signingKey = '5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e'

const silent = { info() {}, warn() {}, error() {}, debug() {} }

/** The real SDK in cloud mode: every call is signed and every signature checked. */
export function clientFor(executorUrl: string): Inngest {
  return new Inngest({
    id: 'test',
    baseUrl: executorUrl,
    eventKey,
    signingKey,
    isDev: false,
    logger: silent,
    internalLogger: silent,
  })
}

/** Waits until `condition` answers something other than false, null or undefined, and returns it. */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: string | (() => string),
  patienceMs = 15_000,
): Promise<Exclude<T, false | null | undefined>> {
  for (const deadline = Date.now() + patienceMs; ; ) {
    const value = await condition()
    if (value !== false && value !== null && value !== undefined) return value as Exclude<T, false | null | undefined>
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${typeof what === 'string' ? what : what()}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}

/** An HTTP server on a free loopback port whose listener can be put in later, taken away and put back on the same port. */
export class Door {
  private server: Server | null = null
  port = 0
  listener: RequestListener = (_request, response) => response.writeHead(503).end()

  async open(): Promise<void> {
    const server = createServer((request, response) => void this.listener(request, response))
    await new Promise<void>((done, fail) => server.once('error', fail).listen(this.port, '127.0.0.1', done))
    this.port = (server.address() as AddressInfo).port
    this.server = server
  }

  async close(): Promise<void> {
    const server = this.server
    this.server = null
    if (!server) return
    await new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }
}

export type Define = (client: Inngest, note: (line: string) => void) => InngestFunction.Any[]

/** An app with functions, an executor and a database of their own. */
export class World {
  readonly ran: string[] = []
  readonly log: string[] = []
  readonly app = new Door()
  readonly executor = new Door()
  client!: Inngest
  jobs!: Jobs
  database!: TemporaryDatabase
  sql!: Sql

  static async build(define: Define, options: Partial<JobsOptions> = {}): Promise<World> {
    const world = new World()
    world.database = await temporaryDatabase()
    world.sql = postgres(world.database.url, { max: 2, onnotice: () => {} })
    await Promise.all([world.app.open(), world.executor.open()])
    world.client = clientFor(world.executor.url)
    world.serve(define)
    await world.execute(options)
    await world.jobs.sync()
    return world
  }

  /** Puts other functions into the app, as a new build would. */
  serve(define: Define): void {
    const functions = define(this.client, (line) => this.ran.push(line))
    this.app.listener = serve({ client: this.client, functions }) as RequestListener
  }

  async execute(options: Partial<JobsOptions> = {}): Promise<void> {
    this.jobs = await startJobs({
      databaseUrl: this.database.url,
      eventKey,
      signingKey,
      sdkUrl: `${this.app.url}/api/inngest`,
      backoff: () => 50,
      pollMs: 50,
      leaseMs: 2000,
      log: (line) => this.log.push(line),
      ...options,
    })
    const { jobs } = this
    this.executor.listener = async (request, response) => {
      if (!(await jobs.handle(request, response))) response.writeHead(404).end()
    }
  }

  times(line: string): number {
    return this.ran.filter((each) => each === line).length
  }

  noted(line: string, times = 1): Promise<true> {
    return until(
      () => this.times(line) >= times,
      () => `"${line}" was noted ${times} times; seen: ${this.ran.join(', ')}`,
    )
  }

  /** Calls the executor's REST interface as an admin would. */
  async api<T>(path: string, method = 'GET'): Promise<T> {
    const headers = { authorization: `Bearer ${hashedSigningKey(signingKey)}` }
    const response = await fetch(this.executor.url + path, { method, headers })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }

  async runs(functionId: string): Promise<WireRun[]> {
    return (await this.api<WirePage<WireRun>>(`/v1/runs?limit=100&function=test-${functionId}`)).data
  }

  async run(id: string): Promise<WireRunDetail> {
    return (await this.api<WireOne<WireRunDetail>>(`/v1/runs/${id}`)).data
  }

  /** Waits for `count` ended runs of a function and that nothing is left to do for it. */
  ended(functionId: string, count = 1): Promise<WireRun[]> {
    return until(async () => {
      const runs = await this.runs(functionId)
      return runs.length >= count && runs.every((run) => run.ended_at !== null) && runs
    }, `${count} runs of ${functionId} have ended`)
  }

  /** Waits until no event, call or timer is on its way; what has not happened by then will not happen. */
  async quiet(): Promise<void> {
    await until(async () => {
      const [row] = await this.sql<{ busy: boolean }[]>`
        select exists (select 1 from jobs.queue) or exists (select 1 from jobs.lifecycle)
          or exists (select 1 from jobs.pending) as busy`
      return row?.busy === false
    }, 'nothing is left to do')
  }

  async close(): Promise<void> {
    await this.jobs.stop()
    await Promise.all([this.app.close(), this.executor.close(), this.sql.end()])
    await this.database.drop()
  }
}
