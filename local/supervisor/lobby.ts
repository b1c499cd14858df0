import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { announcement } from './announcement'
import { build, buildKey, isBuilt } from './build'
import { Child, forget, killGroup, remember } from './child'
import { prepareDatabases } from './database'
import { compose, forStandIns, type ProcessEnvironment, type Survey } from './environment'
import type { Options } from './options'
import { rememberedPort } from './ports'
import { keepPostgres, type PostgresKeeper } from './postgres-keeper'
import { runProgram } from './program'
import { say, step } from './progress'
import { loadSecrets, type Secrets } from './secrets'

const HEALTH_DEADLINE_MS = 120_000

/** Everything that runs: brought up in order, kept up, and taken down in reverse. */
export class Lobby {
  private postgres: PostgresKeeper | null = null
  private services: Child | null = null
  private web: Child | null = null
  private working: number | undefined
  private stopped = false

  constructor(
    private readonly root: string,
    private readonly state: string,
    private readonly found: Survey,
    private readonly options: Options,
    /** Called when a child says that it must not run like this (exit code 78). */
    private readonly refused: (lastWords: string) => void,
  ) {}

  /** PostgreSQL, services, migrations, demo, build, web; returns when the app answers that it is healthy. */
  async start(): Promise<void> {
    const { root, state, found, options } = this
    const secrets = loadSecrets(join(state, 'env.json'))
    if (found.needsPostgres) {
      await step(
        'database',
        () => this.startPostgres(secrets),
        (port) => `PostgreSQL on 127.0.0.1:${port}`,
      )
    }
    const env = compose(process.env, found, secrets, {
      postgresPort: this.postgres?.cluster.port ?? null,
      localPort: await rememberedPort(join(state, 'port')),
      buildKey: buildKey(root),
      dev: options.dev,
      demo: options.demo,
    })
    const standIns = found.embedded.filter((service) => service !== 'postgres')
    // The stand-ins keep to a database of their own: neither waits for the other.
    const migrating = this.run(['db/migrate.ts'], env)
    migrating.catch(() => {})
    if (standIns.length > 0)
      await step(
        'services',
        () => this.startServices(env),
        () => standIns.join(', '),
      )
    await step('migrate', () => migrating, lastLine)
    if (env.LOBBY_DEMO === '1') await step('demo', () => this.run(['db/seed/demo.ts'], env), lastLine)
    if (!options.dev)
      await step(
        'build',
        () => this.build(env),
        (fresh) => (fresh ? 'built' : 'nothing changed'),
      )
    await step(
      'serve',
      () => this.serve(env),
      () => 'healthy',
    )
    if (!this.stopped) say(announcement(found, process.pid, env.LOBBY_DEMO === '1'))
  }

  /** Stops every child within a few seconds: the web and a step under way first, PostgreSQL last. */
  async stop(): Promise<void> {
    this.stopped = true
    killGroup(this.working, 'SIGTERM')
    await Promise.all([this.web?.stop(), this.services?.stop()])
    killGroup(this.working, 'SIGKILL')
    await this.postgres?.stop()
  }

  /** The short way down, for the impatient: nothing is waited for. PostgreSQL recovers from it by itself. */
  kill(): void {
    killGroup(this.working, 'SIGKILL')
    for (const child of [this.web, this.services]) child?.kill()
  }

  private async startPostgres(secrets: Secrets): Promise<number> {
    this.postgres = await keepPostgres(join(this.state, 'postgres'), say)
    await prepareDatabases(this.postgres.cluster, secrets)
    return this.postgres.cluster.port
  }

  private async startServices(env: ProcessEnvironment): Promise<void> {
    const { embedded } = this.found
    const args = ['--import', 'tsx', 'local/main.ts']
    this.services = this.child('services', args, forStandIns(env, embedded))
    await this.until(this.services, `http://127.0.0.1:${env.LOCAL_PORT}/health`)
  }

  private run(program: string[], env: ProcessEnvironment): Promise<string> {
    return this.work((started) => runProgram(['--import', 'tsx', ...program], { cwd: this.root, env }, started))
  }

  private async build(env: ProcessEnvironment): Promise<boolean> {
    if (isBuilt(this.root)) return false
    await this.work((started) => build(this.root, env, started))
    return true
  }

  private async serve(env: ProcessEnvironment): Promise<void> {
    const { found, options } = this
    const next = [join(this.root, 'node_modules/next/dist/bin/next'), options.dev ? 'dev' : 'start']
    this.web = this.child('web', [...next, '-p', String(found.port), '-H', found.host], env)
    await this.until(this.web, `${env.LOBBY_WEB_URL}/api/health`)
  }

  private child(name: string, args: string[], env: ProcessEnvironment): Child {
    const { root, state, options, refused } = this
    const child = new Child({ name, args, cwd: root, env, state, say, refused, visible: options.dev && name === 'web' })
    child.start()
    return child
  }

  private async work<T>(task: (started: (pid: number) => void) => Promise<T>): Promise<T> {
    try {
      return await task((pid) => {
        this.working = pid
        remember(this.state, 'step', pid)
      })
    } finally {
      this.working = undefined
      forget(this.state, 'step')
    }
  }

  private async until(child: Child, url: string): Promise<void> {
    let answer = 'no answer'
    for (const deadline = Date.now() + HEALTH_DEADLINE_MS; Date.now() < deadline && !this.stopped; ) {
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(30_000) })
        answer = `${response.status} ${(await response.text()).slice(0, 500)}`
        if (response.status === 200) return
      } catch (error) {
        answer = error instanceof Error ? String(error.cause ?? error.message) : String(error)
      }
      await pause(100)
    }
    if (!this.stopped) throw new Error(`${url} does not become healthy: ${answer}\n${child.lastWords()}`)
  }
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1) || 'done'
}
