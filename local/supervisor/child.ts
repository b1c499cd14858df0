import { type ChildProcess, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { identify, isAlive, type ProcessIdentity, processStartedAt } from './process-identity'

const GRACE_MS = 4_000
const STEADY_MS = 3_000
const LARGEST_LOG = 10_000_000

export type ChildOptions = {
  name: string
  args: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  /** The state folder: the child's log is `logs/<name>.log`, its identity `run/<name>.json`. */
  state: string
  /** Let the child write to our own output instead of its log. */
  visible?: boolean
  say(line: string): void
  /** Called instead of a restart when the child refuses its configuration (exit code 78). */
  refused(lastWords: string): void
}

/** A Node program that is kept running until it is stopped. */
export class Child {
  private process: ChildProcess | null = null
  private stopping = false
  private failures = 0
  private restart: NodeJS.Timeout | undefined

  constructor(private readonly options: ChildOptions) {}

  /** Starts the program in a process group of its own, so that Ctrl-C reaches it through us and in order. */
  start(): void {
    const { name, args, cwd, env, state, visible, say } = this.options
    const log = logFile(state, name)
    const output = visible ? ('inherit' as const) : openSync(log, 'a')
    const child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ['ignore', output, output] })
    if (typeof output === 'number') closeSync(output)
    this.process = child
    const began = Date.now()
    remember(state, name, child.pid)
    child.once('error', (error) => say(`${name} cannot be started: ${error.message}`))
    child.once('exit', (code, signal) => {
      if (this.process === child) this.process = null
      killGroup(child.pid, 'SIGKILL')
      if (this.stopping) return
      if (code === 78)
        return this.options.refused(`${name} refuses to run: ${visible ? 'see above' : lastLines(log, 5)}`)
      this.failures = Date.now() - began > STEADY_MS ? 0 : this.failures + 1
      const wait = Math.min(250 * 2 ** this.failures, 15_000)
      say(`${name} stopped (${signal ?? `exit code ${code}`}); it starts again in ${wait / 1000} s`)
      if (!visible && this.failures === 3) say(`its last words, from ${log}:\n${lastLines(log, 15)}`)
      this.restart = setTimeout(() => this.start(), wait)
    })
  }

  /** Ends the program and its group at once. */
  kill(): void {
    this.stopping = true
    clearTimeout(this.restart)
    killGroup(this.process?.pid, 'SIGKILL')
  }

  /** The last lines of the program's log. */
  lastWords(): string {
    return lastLines(logFile(this.options.state, this.options.name), 20)
  }

  /** SIGTERM, and SIGKILL to the whole group after four seconds. */
  async stop(): Promise<void> {
    this.stopping = true
    clearTimeout(this.restart)
    const child = this.process
    if (child) {
      const ended = new Promise((settle) => child.once('exit', settle))
      child.kill('SIGTERM')
      await Promise.race([ended, pause(GRACE_MS, null, { ref: false })])
      killGroup(child.pid, 'SIGKILL')
      await Promise.race([ended, pause(1_000, null, { ref: false })])
    }
    forget(this.options.state, this.options.name)
  }
}

/**
 * Stops what an earlier supervisor left running when it was killed. Returns the names of those found alive.
 * A process is only touched when its start time says that it is the one that was written down.
 */
export async function stopOrphans(state: string): Promise<string[]> {
  const folder = join(state, 'run')
  const found: string[] = []
  for (const file of existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []) {
    const identity = readIdentity(join(folder, file))
    if (identity && isAlive(identity)) {
      found.push(file.replace('.json', ''))
      killGroup(identity.pid, 'SIGTERM')
      for (const deadline = Date.now() + GRACE_MS; isAlive(identity) && Date.now() < deadline; ) await pause(20)
    }
    // Gone itself, its group may live on; while it does, the number cannot belong to anybody else.
    if (identity && (isAlive(identity) || processStartedAt(identity.pid) === null)) killGroup(identity.pid, 'SIGKILL')
    if (identity)
      for (const deadline = Date.now() + 2_000; isAlive(identity) && Date.now() < deadline; ) await pause(20)
    rmSync(join(folder, file), { force: true })
  }
  return found
}

/** Sends a signal to every process of the group that `leader` began; one that is gone is no error. */
export function killGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (!leader) return
  try {
    process.kill(-leader, signal)
  } catch {
    // Nobody is left.
  }
}

/** Writes down who runs under this name, for the next start in case we are killed. */
export function remember(state: string, name: string, pid: number | undefined): void {
  const identity = pid === undefined ? null : identify(pid)
  if (!identity) return
  mkdirSync(join(state, 'run'), { recursive: true })
  writeFileSync(join(state, 'run', `${name}.json`), JSON.stringify(identity))
}

/** Strikes out what `remember` wrote: it ended in order. */
export function forget(state: string, name: string): void {
  rmSync(join(state, 'run', `${name}.json`), { force: true })
}

function readIdentity(file: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity
  } catch {
    return null
  }
}

/** The log of the child `name`; one that grew large is put aside first. */
export function logFile(state: string, name: string): string {
  const folder = join(state, 'logs')
  mkdirSync(folder, { recursive: true })
  const log = join(folder, `${name}.log`)
  if (existsSync(log) && statSync(log).size > LARGEST_LOG) renameSync(log, `${log}.1`)
  return log
}

function lastLines(file: string, count: number): string {
  if (!existsSync(file)) return ''
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
}
