import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const root = process.cwd()

export const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/** What a running process was given. Linux only. */
export const environmentOf = (pid: number): NodeJS.ProcessEnv =>
  Object.fromEntries(
    readFileSync(`/proc/${pid}/environ`, 'utf8')
      .split('\0')
      .filter(Boolean)
      .map((entry) => entry.split(/=(.*)/s).slice(0, 2)),
  )

/**
 * One more web process of a product that runs.
 * @param env what it is given; its own port is added
 * @param folder where its build stands
 */
export async function secondWeb(
  env: NodeJS.ProcessEnv,
  port: number,
  folder = root,
): Promise<{ url: string; stop(): Promise<void> }> {
  const url = `http://localhost:${port}`
  const web = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', String(port)], {
    cwd: folder,
    env: { ...env, PORT: String(port) },
    stdio: 'ignore',
  })
  const ended = new Promise<void>((resolve) => web.once('exit', () => resolve()))
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100))
    if ((await fetch(`${url}/api/health`).catch(() => null))?.ok)
      return {
        url,
        stop: () => {
          web.kill('SIGTERM')
          return ended
        },
      }
  web.kill('SIGKILL')
  throw new Error('The second web process did not answer')
}

/** Fills `to` with links to all that is in `from`, less some. */
function mirror(from: string, to: string, less: string[]): void {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) if (!less.includes(name)) symlinkSync(join(from, name), join(to, name))
}

/** The same build as if middleware.ts were not there. @returns its folder, below `state` */
export function buildWithoutMiddleware(state: string): string {
  const folder = join(root, state, 'without-middleware')
  rmSync(folder, { recursive: true, force: true })
  mirror(root, folder, ['.next', '.git', '.lobby'])
  mirror(join(root, '.next'), join(folder, '.next'), ['server'])
  const manifest = 'functions-config-manifest.json'
  mirror(join(root, '.next/server'), join(folder, '.next/server'), [manifest])
  const config = JSON.parse(readFileSync(join(root, '.next/server', manifest), 'utf8'))
  if (!config.functions['/_middleware']) throw new Error('The build has no middleware to leave out')
  delete config.functions['/_middleware']
  writeFileSync(join(folder, '.next/server', manifest), JSON.stringify(config))
  return folder
}
