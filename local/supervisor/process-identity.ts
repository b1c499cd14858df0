import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A process id together with when that process began, so that a recycled id is not mistaken for the old process. */
export type ProcessIdentity = { pid: number; startedAt: string }

/**
 * When the process with this id began, as an opaque text that differs between two processes that share an id over
 * time (Linux: boot id and clock ticks since boot; elsewhere: `ps -o lstart=`). `null` when no such process lives.
 */
export function processStartedAt(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The name in parentheses may itself contain spaces and parentheses: count fields after the last one.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (fields[0] === 'Z' || fields[0] === 'X') return null
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`
    } catch {
      return null
    }
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}

/** The identity of a living process, or `null`. */
export function identify(pid: number): ProcessIdentity | null {
  const startedAt = processStartedAt(pid)
  return startedAt === null ? null : { pid, startedAt }
}

/** Whether exactly this process, not a later one with the same id, is still alive. */
export function isAlive(identity: ProcessIdentity): boolean {
  return processStartedAt(identity.pid) === identity.startedAt
}

/** The program's short name (`postgres`, `node`), or `null` when no such process lives; a zombie does not. */
export function programOf(pid: number): string | null {
  if (processStartedAt(pid) === null) return null
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    return (
      execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
        .trim()
        .split('/')
        .at(-1) ?? null
    )
  } catch {
    return null
  }
}

/** Whether a living process works in this folder (Linux; elsewhere it cannot be told and is denied). */
export function isWorkedIn(folder: string): boolean {
  if (process.platform !== 'linux') return false
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      return readlinkSync(`/proc/${name}/cwd`) === folder && processStartedAt(Number(name)) !== null
    } catch {
      return false
    }
  })
}
