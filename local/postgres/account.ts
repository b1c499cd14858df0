import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const NOBODY = 65534

/** PostgreSQL refuses to run as root; then it runs as `nobody`, which needs no account to be made. */
export function serverAccount(): { uid: number; gid: number } | null {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : null
}

/** The part of spawn's options that makes a program run as the server's account, with nothing of PG* or the locale. */
export function spawnAccount(): { uid?: number; gid?: number; env: NodeJS.ProcessEnv } {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name)))
  return { ...serverAccount(), env: { ...env, LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv }
}

/** Whether the server's account may walk down to this folder (which must exist). */
export function isReachable(folder: string): boolean {
  const account = serverAccount()
  if (!account) return true
  for (let at = resolve(folder); ; at = dirname(at)) {
    const { mode, uid } = statSync(at)
    const walk = uid === account.uid ? 0o100 : 0o001
    if ((mode & walk) === 0) return false
    if (at === dirname(at)) return true
  }
}
