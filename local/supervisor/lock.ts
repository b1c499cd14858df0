import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { identify, isAlive, type ProcessIdentity } from './process-identity'

/** Who holds a state folder: a process, and the address under which its Lobby can be found. */
export type Holder = ProcessIdentity & { url: string }

/**
 * Takes the lock `file` for this process. Returns `null` when it is ours now, else the living holder.
 * A lock whose process is gone (or whose id belongs to a later process) is taken over; of two that try, one wins.
 */
export function takeLock(file: string, url: string): Holder | null {
  const self = identify(process.pid)
  if (!self) throw new Error('This process cannot be identified')
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ ...self, url } satisfies Holder))
  try {
    for (;;) {
      try {
        linkSync(draft, file)
        return null
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = readLock(file)
      if (holder && isAlive(holder)) return holder
      displace(file, holder)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The lock's holder as written, dead or alive; `null` when there is none or it is unreadable. */
export function readLock(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return null
  }
}

/** Gives the lock back if it is still ours. */
export function releaseLock(file: string): void {
  if (readLock(file)?.pid === process.pid) rmSync(file, { force: true })
}

/** Moves a dead lock aside; if another process replaced it in between, puts that one's back. */
function displace(file: string, dead: Holder | null): void {
  const aside = `${file}.dead.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = readLock(aside)
  if (moved && isAlive(moved) && moved.pid !== dead?.pid) {
    try {
      linkSync(aside, file)
    } catch {
      // A third one came first; the loop will meet it.
    }
  }
  unlinkSync(aside)
}
