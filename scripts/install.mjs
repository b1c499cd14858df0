import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const OLDEST_NODE = [20, 19]

/** Ends the process with one clear line when this Node.js is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  console.error(`Lobby needs Node.js ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

/**
 * Runs `npm ci` when node_modules is missing or is not what package-lock.json says, and mends the database driver where
 * install scripts are switched off. Ends the process when that fails, or while a running Lobby stands on the packages.
 */
export async function install(root) {
  if (!isInstalled(root)) {
    refuseWhileRunning(root)
    console.log('install   npm ci …')
    const began = Date.now()
    const code = await npm(root, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
    if (code !== 0) {
      console.error('npm ci failed: its message above says why.')
      process.exit(1)
    }
    console.log(`install   done (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  }
  try {
    const { patch } = await import('./patch-postgres.mjs')
    patch(join(root, 'node_modules/postgres'))
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}

/** Whether npm's own record of what it installed agrees with the lock file. */
export function isInstalled(root) {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const { packages: present } = JSON.parse(readFileSync(record, 'utf8'))
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  for (const [path, { version, optional, devOptional, peer }] of Object.entries(wanted)) {
    if (path === '') continue
    const here = present[path]
    if (here ? here.version !== version : !optional && !devOptional && !peer) return false
  }
  return Object.keys(present).every((path) => path in wanted)
}

function refuseWhileRunning(root) {
  try {
    const file = join(resolve(root, process.env.LOBBY_STATE_DIR || '.lobby'), 'lobby.pid')
    const { pid, url } = JSON.parse(readFileSync(file, 'utf8'))
    process.kill(pid, 0)
    console.error(`Lobby already runs here: process ${pid}, ${url}; stop it before its packages are replaced.`)
  } catch {
    return
  }
  process.exit(1)
}

function npm(root, args) {
  const bundled = process.env.npm_execpath
  const [program, ...first] = bundled?.endsWith('.js') ? [process.execPath, bundled] : ['npm']
  return new Promise((settle) => {
    const child = spawn(program, [...first, ...args], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32' && program === 'npm',
      env: { ...process.env, SCARF_ANALYTICS: 'false' },
    })
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal))
    child.on('error', () => settle(1))
    child.on('exit', (code) => settle(code ?? 1))
  })
}
