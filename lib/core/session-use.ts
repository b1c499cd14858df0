import { platformQuery } from './transaction'

/** Where sessions were used since the last writing. */
let used = new Map<string, string | null>()
let timer: NodeJS.Timeout | undefined
const everyMs = 60_000

/** Notes that a session is in use. It costs a request nothing: one statement a minute writes all of them. */
export function noteUse(sessionId: string, address: string | null): void {
  used.set(sessionId, address)
  timer ??= setTimeout(() => void writeUse().catch(() => undefined), everyMs).unref()
}

/** Writes what was noted; a session that was written less than five minutes ago stays as it is. */
export async function writeUse(): Promise<void> {
  const notes = [...used].map(([id, address]) => ({ id, address }))
  used = new Map()
  clearTimeout(timer)
  timer = undefined
  if (notes.length === 0) return
  await platformQuery(
    `update sessions s set last_used_at = now(), last_address = n.address
     from jsonb_to_recordset($1::jsonb) as n(id uuid, address text)
     where s.id = n.id and (s.last_used_at is null or s.last_used_at < now() - interval '5 minutes')`,
    [JSON.stringify(notes)],
  )
}
