import postgres, { type Sql } from 'postgres'

/** A small pool on the stand-ins' database. Give it up with `end`. */
export function connect(databaseUrl: string): Sql {
  return postgres(databaseUrl, {
    max: 8,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: 'lobby-jobs', statement_timeout: 60_000 },
  })
}

/** SQLSTATE classes and driver codes after which the same statement may succeed: connection lost, deadlock, shutting down. */
function isPassing(error: unknown): boolean {
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  return /^(08|40|53|55P03|57|E[A-Z]+$|CONNECT_TIMEOUT|CONNECTION_(CLOSED|DESTROYED))/.test(code)
}

export const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms).unref())

/**
 * Runs a statement until the database takes it. For statements that may be repeated safely, because a guard inside them
 * (lease, event id) makes the second time a no-op.
 * @throws the last error when it is not a passing one, or after `patienceMs`.
 */
export async function persist<T>(statement: () => Promise<T>, patienceMs: number): Promise<T> {
  const deadline = Date.now() + patienceMs
  for (let delay = 50; ; delay = Math.min(delay * 2, 1000)) {
    try {
      return await statement()
    } catch (error) {
      if (!isPassing(error) || Date.now() + delay > deadline) throw error
      await sleep(delay)
    }
  }
}
