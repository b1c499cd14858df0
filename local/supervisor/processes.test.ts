import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { hashSources } from './build'
import { Child, stopOrphans } from './child'
import { readLock, releaseLock, takeLock } from './lock'
import { isFree, rememberedPort } from './ports'
import { identify, isAlive } from './process-identity'

let state: string
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'lobby-state-'))
})
afterEach(() => rmSync(state, { recursive: true, force: true }))

async function until<T>(find: () => T | undefined | null | false): Promise<T> {
  for (const deadline = Date.now() + 15_000; ; ) {
    const found = find()
    if (found) return found
    if (Date.now() > deadline) throw new Error('waited too long')
    await new Promise((next) => setTimeout(next, 20))
  }
}

function sleeper() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

function keep(program: string, events: string[] = []) {
  const said = (line: string) => void events.push(line)
  const options = { name: 'web', args: ['-e', program], cwd: state, env: process.env, state, say: said, refused: said }
  const child = new Child(options)
  onTestFinished(() => child.stop())
  child.start()
  return child
}

const written = (name: string) => {
  const file = join(state, 'run', `${name}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

test('a second start names the process and the address of the one that runs, and ends with 1', () => {
  const running = sleeper()
  writeFileSync(join(state, 'lobby.pid'), JSON.stringify({ ...identify(running.pid!), url: 'http://localhost:4321' }))
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'local/supervisor/main.ts'], {
    env: { PATH: process.env.PATH, LOBBY_STATE_DIR: state } as unknown as NodeJS.ProcessEnv,
    encoding: 'utf8',
  })
  expect(stderr).toContain(`process ${running.pid}, http://localhost:4321`)
  expect(status).toBe(1)
  expect(readLock(join(state, 'lobby.pid'))?.pid).toBe(running.pid)
})

test('a wrong environment is named before anything starts', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'local/supervisor/main.ts'], {
    env: { PATH: process.env.PATH, LOBBY_STATE_DIR: state, PORT: 'x', PUSHER_KEY: 'k' } as unknown as NodeJS.ProcessEnv,
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  for (const name of ['PORT', 'PUSHER_APP_ID', 'PUSHER_SECRET']) expect(stderr).toContain(name)
  expect(readdirSync(state)).toEqual([])
})

test('the lock of a process that is gone, or whose id somebody else got, is taken over', () => {
  const lock = join(state, 'lobby.pid')
  writeFileSync(lock, JSON.stringify({ pid: process.ppid, startedAt: 'another time', url: 'http://localhost:1' }))
  expect(takeLock(lock, 'http://localhost:2')).toBeNull()
  expect(readLock(lock)).toMatchObject({ pid: process.pid, url: 'http://localhost:2' })
  expect(takeLock(lock, 'http://localhost:3')).toMatchObject({ pid: process.pid, url: 'http://localhost:2' })
  releaseLock(lock)
  expect(existsSync(lock)).toBe(false)
  writeFileSync(lock, 'cut off by a ki')
  expect(takeLock(lock, 'http://localhost:4')).toBeNull()
})

test('a child that dies is started again, with its whole group gone, and stays stopped when told so', async () => {
  const events: string[] = []
  const child = keep('setInterval(() => {}, 1000)', events)
  const first = await until(() => written('web'))
  process.kill(first.pid, 'SIGKILL')
  const second = await until(() => written('web')?.pid !== first.pid && written('web'))
  expect(events[0]).toMatch(/^web stopped \(SIGKILL\); it starts again in/)
  await child.stop()
  expect(isAlive(second)).toBe(false)
  expect(written('web')).toBeUndefined()
})

test('a child that refuses its configuration is not started again, and its last words are passed on', async () => {
  const events: string[] = []
  keep('console.error("lobby_app is a superuser"); process.exit(78)', events)
  expect(await until(() => events[0])).toContain('lobby_app is a superuser')
  expect(events).toHaveLength(1)
})

test('a child that ignores SIGTERM is killed after a few seconds', async () => {
  const child = keep('process.on("SIGTERM", () => {}); console.log("ready"); setInterval(() => {}, 1000)')
  const identity = await until(() => written('web'))
  await until(() => readFileSync(join(state, 'logs/web.log'), 'utf8').includes('ready'))
  const began = Date.now()
  await child.stop()
  expect(isAlive(identity)).toBe(false)
  expect(Date.now() - began).toBeLessThan(7_000)
})

test('what a killed supervisor left running is found and stopped; a stranger with the same id is not', async () => {
  const [orphan, stranger] = [sleeper(), sleeper()]
  mkdirSync(join(state, 'run'))
  writeFileSync(join(state, 'run/web.json'), JSON.stringify(identify(orphan.pid!)))
  writeFileSync(join(state, 'run/services.json'), JSON.stringify({ pid: stranger.pid, startedAt: 'another time' }))
  const strangerNow = identify(stranger.pid!)!
  expect(await stopOrphans(state)).toEqual(['web'])
  await until(() => orphan.exitCode !== null || orphan.signalCode !== null)
  expect(isAlive(strangerNow)).toBe(true)
  expect(readdirSync(join(state, 'run'))).toEqual([])
})

test('a port is remembered while it is free', async () => {
  const file = join(state, 'port')
  const port = await rememberedPort(file)
  expect(await rememberedPort(file)).toBe(port)
  const other = createServer()
  await new Promise<void>((listening) => other.listen(port, '127.0.0.1', listening))
  onTestFinished(() => void other.close())
  expect(await isFree(port, '127.0.0.1')).toBe(false)
  expect(await rememberedPort(file)).not.toBe(port)
})

test('a build is due after a change of the sources, not after one of tests or notes', () => {
  const write = (name: string, text: string) => {
    mkdirSync(join(state, name, '..'), { recursive: true })
    writeFileSync(join(state, name), text)
  }
  write('app/page.tsx', 'one')
  const before = hashSources(state)
  write('app/page.test.tsx', 'a test')
  write('docs/page.md', 'a note')
  write('e2e/page.ts', 'a browser test')
  expect(hashSources(state)).toBe(before)
  write('app/page.tsx', 'two')
  expect(hashSources(state)).not.toBe(before)
})
