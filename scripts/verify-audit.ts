// `npm run verify-audit`: follows the hash chain of every organization's trail, of the installation that runs here or of the
// one that the environment names. Ends with 1 when a chain is broken, and says where.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compose, survey } from '../local/supervisor/environment'
import { runProgram } from '../local/supervisor/program'
import { loadSecrets } from '../local/supervisor/secrets'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const state = resolve(root, process.env.LOBBY_STATE_DIR || '.lobby')
const portIn = (path: string) =>
  existsSync(join(state, path)) ? Number(readFileSync(join(state, path), 'utf8')) : null

async function main(): Promise<void> {
  const places = { postgresPort: portIn('postgres/port'), localPort: portIn('port') ?? 0 }
  const secrets = loadSecrets(join(state, 'env.json'))
  const env = compose(process.env, survey(process.env), secrets, { ...places, buildKey: '', dev: false, demo: false })
  const said = await runProgram(['--import', 'tsx', 'lib/audit/verify-all.ts'], { cwd: root, env }, () => {})
  console.log(said.trimEnd())
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
