import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { startCluster } from '@/local/postgres/cluster'

const root = process.cwd()

export const freePort = () =>
  new Promise<number>((settle) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => settle(port))
    })
  })

/** Asks until the address answers 200. @returns milliseconds since `began` */
export async function untilHealthy(url: string, began: number, log: () => string): Promise<number> {
  for (const deadline = Date.now() + 300_000; Date.now() < deadline; await pause(10)) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
    if (answer?.status === 200) return Date.now() - began
  }
  throw new Error(`${url} does not answer:\n${log()}`)
}

/** Lobby as `npm run up` starts it, with a port and a state folder of its own and without the demo. */
export class Product {
  private process: ChildProcess | undefined
  private output = ''
  readonly url: string

  constructor(
    private readonly port: number,
    private readonly state: string,
  ) {
    this.url = `http://localhost:${port}`
  }

  /** @returns milliseconds until the first 200 */
  async start(...flags: string[]): Promise<number> {
    const outside = Object.keys(process.env).filter((key) =>
      /^(DATABASE_|PUSHER_|INNGEST_|RESEND_|LOCAL_|LOBBY_)/.test(key),
    )
    const began = Date.now()
    this.process = spawn(process.execPath, ['scripts/up.mjs', '--no-demo', ...flags], {
      cwd: root,
      env: {
        ...process.env,
        ...Object.fromEntries(outside.map((key) => [key, ''])),
        PORT: String(this.port),
        LOBBY_STATE_DIR: this.state,
        LOBBY_LIMIT_FACTOR: '1000000',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    // However this program ends, nothing of it stays behind.
    process.once('exit', () => this.process?.kill('SIGTERM'))
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (text: Buffer) => (this.output += text.toString()))
    return untilHealthy(`${this.url}/api/health`, began, () => this.output.slice(-3_000))
  }

  private read = (path: string) => readFileSync(join(this.state, path), 'utf8').trim()
  private child = (name: string) => (JSON.parse(this.read(`run/${name}.json`)) as { pid: number }).pid

  /** The first process of each part; everything below it belongs to it. */
  get roots() {
    return {
      web: this.child('web'),
      services: this.child('services'),
      database: Number(this.read('postgres/data/postmaster.pid').split('\n')[0]),
    }
  }

  /** `npm run up` itself with the supervisor, web and services below it. */
  get pid(): number {
    return this.process?.pid ?? 0
  }

  private login = (user: string, password: string, database = 'lobby') =>
    `postgres://${user}:${password}@127.0.0.1:${this.read('postgres/port')}/${database}`

  /** The database, or that of the stand-ins (`lobby_local`), as superuser. */
  superuser(database = 'lobby'): Sql {
    return postgres(this.login('postgres', this.read('postgres/superuser'), database), { max: 1, onnotice: () => {} })
  }

  /** What a process needs to run the product's commands and queries itself. */
  environment(): Record<string, string> {
    const secrets = JSON.parse(this.read('env.json')) as Record<string, string>
    return {
      ...secrets,
      DATABASE_URL: this.login('lobby_app', secrets.APP_PASSWORD ?? ''),
      DATABASE_RELAY_URL: this.login('lobby_relay', secrets.RELAY_PASSWORD ?? ''),
      LOBBY_URL: this.url,
    }
  }

  /** The database without the rest, once the product has been stopped. */
  databaseAlone = () => startCluster({ dir: join(this.state, 'postgres') })

  /** The server's log from a place on, and where that place is now. */
  databaseLog(from = 0): { text: string; end: number } {
    const whole = readFileSync(join(realpathSync(join(this.state, 'postgres/data')), 'server.log'))
    return { text: whole.subarray(from).toString('utf8'), end: whole.length }
  }

  async stop(): Promise<void> {
    const child = this.process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
}
