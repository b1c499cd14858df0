import { chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identify, isAlive, type ProcessIdentity } from '../supervisor/process-identity'
import { removeCluster, startCluster } from './cluster'
import { TEST_CLUSTER } from './testing'

const PREFIX = 'lobby-test-cluster-'

/** Vitest's global set-up: one throw-away cluster per run, removed at its end; runs beside each other share nothing. */
export default async function setup(): Promise<() => Promise<void>> {
  await removeAbandoned()
  const dir = mkdtempSync(join(tmpdir(), PREFIX))
  chmodSync(dir, 0o755)
  writeFileSync(join(dir, 'owner.json'), JSON.stringify(identify(process.pid)))
  const cluster = await startCluster({ dir, durable: false })
  process.env[TEST_CLUSTER] = cluster.superuserUrl()
  return () => removeCluster(dir)
}

/** Clusters of runs that were killed before they could tidy up. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const dir = join(tmpdir(), name)
    try {
      const owner = JSON.parse(readFileSync(join(dir, 'owner.json'), 'utf8')) as ProcessIdentity
      if (!isAlive(owner)) await removeCluster(dir)
    } catch {
      // Being made or removed by another run at this moment.
    }
  }
}
