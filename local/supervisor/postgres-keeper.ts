import { setTimeout as pause } from 'node:timers/promises'
import { type Cluster, runningCluster, startCluster } from '../postgres/cluster'

/** The embedded PostgreSQL, started again on the same port whenever it is found dead. */
export type PostgresKeeper = { cluster: Cluster; stop(): Promise<void> }

const LOOK_EVERY_MS = 300

/** Starts the cluster in `dir` and watches it: the postmaster is nobody's child, so its end announces itself to no one. */
export async function keepPostgres(dir: string, say: (line: string) => void): Promise<PostgresKeeper> {
  const cluster = await startCluster({ dir })
  const keeper = { cluster, stop }
  let stopping = false
  const watch = (async () => {
    for (let failures = 0; !stopping; ) {
      await pause(failures > 0 ? Math.min(500 * 2 ** failures, 15_000) : LOOK_EVERY_MS, null, { ref: false })
      if (stopping || runningCluster(dir)) continue
      say('PostgreSQL stopped; it starts again')
      try {
        keeper.cluster = await startCluster({ dir, port: cluster.port })
        say('PostgreSQL is back')
        failures = 0
      } catch (error) {
        failures++
        say(error instanceof Error ? error.message : String(error))
      }
    }
  })()

  async function stop(): Promise<void> {
    stopping = true
    // A restart under way must end first, or it would outlive us.
    await Promise.race([watch, pause(5_000, null, { ref: false })])
    await keeper.cluster.stop()
  }
  return keeper
}
