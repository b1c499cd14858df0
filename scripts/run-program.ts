// Runs one of the product's programs with the environment of the installation that runs here, or of the one that the
// environment names: `npm run verify-audit`, `npm run prove`. Ends as the program does.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compose, survey } from '../local/supervisor/environment'
import { loadSecrets } from '../local/supervisor/secrets'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const state = resolve(root, process.env.LOBBY_STATE_DIR || '.lobby')
const portIn = (path: string) =>
  existsSync(join(state, path)) ? Number(readFileSync(join(state, path), 'utf8')) : null

const places = { postgresPort: portIn('postgres/port'), localPort: portIn('port') ?? 0 }
const secrets = loadSecrets(join(state, 'env.json'))
const env = compose(process.env, survey(process.env), secrets, { ...places, buildKey: '', dev: false, demo: false })
const child = spawn(process.execPath, ['--import', 'tsx', ...process.argv.slice(2)], {
  cwd: root,
  env,
  stdio: 'inherit',
})
child.once('exit', (code) => {
  process.exitCode = code ?? 1
})
