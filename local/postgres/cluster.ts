import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isWorkedIn, programOf } from '../supervisor/process-identity'
import { isReachable, serverAccount, spawnAccount } from './account'
import { type Binaries, findBinaries, folderForServerAccount } from './binaries'

/** A running PostgreSQL that listens on 127.0.0.1 only and asks everybody for a password. */
export type Cluster = {
  host: string
  port: number
  /** The postmaster's process id. */
  pid: number
  /** A connection URL of the superuser for one of the cluster's databases (`postgres` when not named). */
  superuserUrl(database?: string): string
  stop(): Promise<void>
}

/**
 * `dir`: where the cluster keeps everything (`data/`, the superuser's password, the port it used last).
 * `port`: exactly this port; without it the last one if it is free, else any free one, written to `dir/port`.
 * `durable: false`: no fsync, for throw-away clusters only.
 */
export type ClusterOptions = { dir: string; port?: number; durable?: boolean }

const HOST = '127.0.0.1'
const START_DEADLINE_MS = 180_000

/**
 * Starts the cluster in `dir`, creating it first when there is none; a cluster that already runs is returned as it is.
 * Survives a SIGKILL of the postmaster: a stale pid file is no obstacle, and recovery is waited for.
 * Rejects with the end of the server's log when it does not come up within three minutes.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const dir = resolve(options.dir)
  const durable = options.durable ?? true
  mkdirSync(dir, { recursive: true })
  chmodSync(dir, 0o711)
  const binaries = findBinaries()
  const password = superuserPassword(dir)
  if (!existsSync(join(dir, 'data', 'PG_VERSION'))) await initialize(binaries, dir, password, durable)
  // The real path: through a link below a closed folder the server's account could not get at it.
  const data = realpathSync(join(dir, 'data'))

  const deadline = Date.now() + START_DEADLINE_MS
  for (let attempt = 0; ; attempt++) {
    const running = readPostmaster(data)
    if (running?.status === 'ready' && (await accepts(running.port))) {
      if (options.port !== undefined && running.port !== options.port) {
        throw new Error(`PostgreSQL in ${dir} already runs on port ${running.port}, not on ${options.port}`)
      }
      writeFileSync(join(dir, 'port'), String(running.port))
      return cluster(binaries, data, running.port, running.pid, password)
    }
    if (Date.now() > deadline) throw new Error(`PostgreSQL in ${dir} did not start:\n${endOfLog(data)}`)
    if (running) await pause(50)
    else
      await launch(
        binaries,
        data,
        options.port ?? (await choosePort(dir)),
        durable,
        attempt,
        options.port !== undefined,
      )
  }
}

/** Stops the cluster in `dir` if it runs and deletes everything it kept, wherever its data had to be put. */
export async function removeCluster(dir: string): Promise<void> {
  const link = join(resolve(dir), 'data')
  if (existsSync(link)) {
    const data = realpathSync(link)
    if (readPostmaster(data)) await stop(findBinaries(), data)
    rmSync(data, { recursive: true, force: true })
  }
  rmSync(resolve(dir), { recursive: true, force: true })
}

/** The process id and port of the postmaster that runs in `dir`, or `null`. */
export function runningCluster(dir: string): { pid: number; port: number } | null {
  const data = join(resolve(dir), 'data')
  const running = existsSync(data) ? readPostmaster(realpathSync(data)) : null
  return running && { pid: running.pid, port: running.port }
}

function cluster(binaries: Binaries, data: string, port: number, pid: number, password: string): Cluster {
  return {
    host: HOST,
    port,
    pid,
    superuserUrl: (database = 'postgres') => `postgres://postgres:${password}@${HOST}:${port}/${database}`,
    stop: () => stop(binaries, data),
  }
}

function superuserPassword(dir: string): string {
  const file = join(dir, 'superuser')
  if (!existsSync(file)) {
    // Whole or not at all, and the first of two writers wins.
    const draft = `${file}.${randomBytes(4).toString('hex')}`
    writeFileSync(draft, randomBytes(24).toString('hex'), { mode: 0o600 })
    try {
      linkSync(draft, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    unlinkSync(draft)
  }
  return readFileSync(file, 'utf8').trim()
}

/** Builds the data folder beside its final place and moves it there whole, so that a kill leaves no half of one. */
async function initialize(binaries: Binaries, dir: string, password: string, durable: boolean): Promise<void> {
  const account = serverAccount()
  const moved = !isReachable(dir)
  const fresh = moved
    ? folderForServerAccount()
    : join(dir, `data.${process.pid}.${randomBytes(4).toString('hex')}.new`)
  for (const name of readdirSync(dir)) {
    const maker = /^data\.(\d+)\..*new$/.exec(name)?.[1]
    if (maker && programOf(Number(maker)) === null) rmSync(join(dir, name), { recursive: true, force: true })
  }
  mkdirSync(fresh, { mode: 0o700, recursive: true })
  const secret = join(fresh, '..', `.${randomBytes(8).toString('hex')}`)
  try {
    writeFileSync(secret, password, { mode: 0o600 })
    if (account) for (const path of [fresh, secret]) chownSync(path, account.uid, account.gid)
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8']
    const login = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secret}`]
    const args = ['-D', fresh, ...login, ...locale, ...(durable ? [] : ['--no-sync'])]
    const { code, output } = await run(binaries.initdb, args)
    if (code !== 0) throw new Error(`initdb failed:\n${output}`)
    if (moved) symlinkSync(fresh, join(dir, 'data'))
    else renameSync(fresh, join(dir, 'data'))
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    // Another start on the same folder was faster: its cluster is as good as ours.
    if (!existsSync(join(dir, 'data', 'PG_VERSION'))) throw error
  } finally {
    rmSync(secret, { force: true })
  }
}

async function launch(
  binaries: Binaries,
  data: string,
  port: number,
  durable: boolean,
  attempt: number,
  fixedPort: boolean,
): Promise<void> {
  const settings: Record<string, string | number> = {
    listen_addresses: HOST,
    port,
    unix_socket_directories: "''",
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  const log = join(data, 'server.log')
  if (existsSync(log) && statSync(log).size > 20_000_000) renameSync(log, `${log}.1`)
  const before = existsSync(log) ? statSync(log).size : 0
  const { code } = await run(binaries.pgCtl, [
    '-D',
    data,
    '-w',
    '-t',
    '120',
    '-l',
    log,
    '-o',
    options.join(' '),
    'start',
  ])
  if (code === 0 || readPostmaster(data)) return

  const said = existsSync(log) ? readFileSync(log).subarray(before).toString('utf8') : ''
  if (fixedPort && /Address already in use/.test(said)) throw new Error(`Port ${port} for PostgreSQL is in use`)
  // Backends of a killed postmaster hold the shared memory until they notice; wait for them, not for other faults.
  const passing = /shared memory block|Address already in use|lock file .* (already exists|is empty)/.test(said)
  if (!passing && attempt >= 2) throw new Error(`PostgreSQL does not start:\n${said || endOfLog(data)}`)
  await pause(200)
}

type Postmaster = { pid: number; port: number; status: string }

/** Reads postmaster.pid; `null` when no postmaster lives, in which case a stale file is put out of the way. */
function readPostmaster(data: string): Postmaster | null {
  const file = join(data, 'postmaster.pid')
  let lines: string[]
  try {
    lines = readFileSync(file, 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  if (!pid) return null
  const program = programOf(pid)
  if (program?.startsWith('postgres')) return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? 'starting' }
  // A zombie, or another program that got the id: PostgreSQL would take it for a running server and refuse to start.
  // The file also guards against backends that outlive their postmaster, so it goes only once none is left.
  if (isTaken(pid) && !isWorkedIn(data)) rmSync(file, { force: true })
  return null
}

function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function stop(binaries: Binaries, data: string): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if (!readPostmaster(data)) return
    const { code } = await run(binaries.pgCtl, ['-D', data, '-m', mode, '-w', '-t', '30', 'stop'])
    if (code === 0) return
  }
  if (readPostmaster(data)) throw new Error(`PostgreSQL in ${data} does not stop`)
}

async function choosePort(dir: string): Promise<number> {
  const file = join(dir, 'port')
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  return (await tryPort(last)) ?? (await tryPort(0)) ?? 0
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((settle) => {
    const probe = createServer()
    probe.once('error', () => settle(null))
    probe.listen(port, HOST, () => {
      const address = probe.address()
      probe.close(() => settle(address && typeof address === 'object' ? address.port : null))
    })
  })
}

/** A postmaster killed a moment ago still shows in the process table and its file; only a connection tells. */
function accepts(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(port, HOST)
    socket.once('connect', () => {
      socket.destroy()
      settle(true)
    })
    socket.once('error', () => settle(false))
  })
}

function endOfLog(data: string): string {
  const log = join(data, 'server.log')
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-20).join('\n') : '(no log was written)'
}

function run(program: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((settle, fail) => {
    const child = spawn(program, args, { ...spawnAccount(), cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.once('error', fail)
    // 'exit', not 'close': the server that pg_ctl leaves behind may keep the pipes open.
    child.once('exit', (code) => {
      child.stdout.destroy()
      child.stderr.destroy()
      settle({ code, output })
    })
  })
}
