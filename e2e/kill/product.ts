import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { environmentOf, freePort, secondWeb } from './second-web'

const root = process.cwd()
export type Victim = 'web' | 'services' | 'database'

/** The product as `npm run up` starts it, in a state folder of its own, to be killed piece by piece. */
export class Product {
  private process: ChildProcess | undefined
  readonly log: string[] = []

  private constructor(
    readonly url: string,
    private readonly state: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async start(name: string, env: Record<string, string> = {}): Promise<Product> {
    const port = await freePort()
    const state = `.lobby/${name}`
    const outside = Object.keys(process.env).filter((key) =>
      /^(DATABASE_|PUSHER_|INNGEST_|RESEND_|LOCAL_|LOBBY_)/.test(key),
    )
    const clean = Object.fromEntries(outside.map((key) => [key, '']))
    const product = new Product(`http://localhost:${port}`, join(root, state), {
      ...process.env,
      ...clean,
      ...env,
      PORT: String(port),
      LOBBY_STATE_DIR: state,
      LOBBY_LIMIT_FACTOR: '100000',
      LOCAL_RETRY_MS: '500',
    })
    await product.up('--fresh', '--yes')
    return product
  }

  async up(...args: string[]): Promise<void> {
    this.process = spawn(process.execPath, ['scripts/up.mjs', ...args], {
      cwd: root,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (text: Buffer) => this.log.push(text.toString()))
    await this.healthy(300_000)
  }

  /** Waits until every part answers again. @throws with the supervisor's last words when it takes longer */
  async healthy(patience = 60_000): Promise<void> {
    for (const deadline = Date.now() + patience; Date.now() < deadline; await pause(100)) {
      const response = await fetch(`${this.url}/api/health`, { signal: AbortSignal.timeout(3_000) }).catch(() => null)
      if (response?.ok) return
    }
    throw new Error(`Lobby did not come back:\n${this.log.slice(-30).join('')}`)
  }

  private pidOf(victim: Victim): number | null {
    const file =
      victim === 'database' ? join(this.state, 'postgres/data/postmaster.pid') : join(this.state, `run/${victim}.json`)
    if (!existsSync(file)) return null
    const text = readFileSync(file, 'utf8')
    return victim === 'database' ? Number(text.split('\n')[0]) : (JSON.parse(text) as { pid: number }).pid
  }

  /** One more web process of the same product, which reaches the database by another port. Linux only. */
  async webOver(databasePort: number): Promise<{ url: string; stop(): Promise<void> }> {
    const env = environmentOf(this.pidOf('web') ?? 0)
    const database = new URL(env.DATABASE_URL ?? '')
    database.port = String(databasePort)
    return secondWeb({ ...env, DATABASE_URL: database.href }, await freePort())
  }

  /** `kill -9`, without a word. */
  kill(victim: Victim): void {
    const pid = this.pidOf(victim)
    if (pid) process.kill(pid, 'SIGKILL')
  }

  /** The whole of it at once: supervisor, web, services and database. */
  killAll(): void {
    const pids = [this.process?.pid, ...(['web', 'services', 'database'] as const).map((victim) => this.pidOf(victim))]
    const holder = JSON.parse(readFileSync(join(this.state, 'lobby.pid'), 'utf8')) as { pid: number }
    for (const pid of [holder.pid, ...pids])
      if (pid)
        try {
          process.kill(pid, 'SIGKILL')
        } catch {
          /* already dead */
        }
  }

  databasePort(): number {
    return Number(readFileSync(join(this.state, 'postgres/port'), 'utf8'))
  }

  /** The database as its superuser, to look behind the product's back. */
  sql(database = 'lobby'): postgres.Sql {
    const password = readFileSync(join(this.state, 'postgres/superuser'), 'utf8').trim()
    return postgres({
      host: '127.0.0.1',
      port: this.databasePort(),
      user: 'postgres',
      password,
      database,
      max: 1,
      onnotice: () => {},
    })
  }

  /** Where the stand-ins answer, and the bearer of the job service's own API. */
  services(): { url: string; bearer: string } {
    const { INNGEST_SIGNING_KEY } = JSON.parse(readFileSync(join(this.state, 'env.json'), 'utf8')) as Record<
      string,
      string
    >
    const bearer = createHash('sha256')
      .update(Buffer.from(INNGEST_SIGNING_KEY ?? '', 'hex'))
      .digest('hex')
    return { url: `http://127.0.0.1:${readFileSync(join(this.state, 'port'), 'utf8').trim()}`, bearer }
  }

  async stop(): Promise<void> {
    const child = this.process
    if (!child || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
}
