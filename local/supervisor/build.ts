import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from './program'

/** What is known about the build in `.next`; kept per clone, not per state folder, because `.next` is. */
type BuildRecord = { key: string; hash?: string; buildId?: string }

// What never reaches the build; a change there must not cost one.
const ASIDE = new Set([
  ...['node_modules', '.next', '.git', '.lobby', '.ci', 'e2e', 'bench', 'architecture', 'docs', 'local', 'scripts'],
  ...['test-results', 'playwright-report', 'coverage'],
])

const recordFile = (root: string) => join(root, '.lobby', 'build.json')

/**
 * The key with which server actions are encrypted (32 bytes, base64): made once per clone, so that pages opened before
 * a restart or a new build keep working.
 */
export function buildKey(root: string): string {
  return process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || readRecord(root).key
}

/** Whether `.next` holds a build of exactly the sources that lie here. */
export function isBuilt(root: string): boolean {
  const { hash, buildId } = readRecord(root)
  return hash !== undefined && hash === hashSources(root) && buildId === currentBuildId(root)
}

/**
 * Runs `next build` and writes down what was built. Resolves to the output, rejects with it when the build fails.
 * `started` is told the process id, the leader of its own group.
 */
export async function build(
  root: string,
  env: NodeJS.ProcessEnv,
  started: (pid: number) => void = () => {},
): Promise<string> {
  const hash = hashSources(root)
  const settings = {
    NODE_ENV: 'production' as const,
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: buildKey(root),
  }
  const next = join(root, 'node_modules/next/dist/bin/next')
  const output = await runProgram([next, 'build'], { cwd: root, env: { ...env, ...settings } }, started)
  const record: BuildRecord = { ...readRecord(root), hash, buildId: currentBuildId(root) }
  writeFileSync(recordFile(root), JSON.stringify(record), { mode: 0o600 })
  return output
}

function readRecord(root: string): BuildRecord {
  const file = recordFile(root)
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as BuildRecord
    } catch {
      // Cut off by a kill: a new key only means that pages opened before ask to be reloaded.
    }
  }
  const record: BuildRecord = { key: randomBytes(32).toString('base64') }
  mkdirSync(join(root, '.lobby'), { recursive: true })
  writeFileSync(file, JSON.stringify(record), { mode: 0o600 })
  return record
}

function currentBuildId(root: string): string | undefined {
  const file = join(root, '.next', 'BUILD_ID')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** SHA-256 over paths and contents of everything that can change the build. */
export function hashSources(root: string): string {
  const hash = createHash('sha256').update(buildKey(root)).update(process.version)
  for (const [name, value] of Object.entries(process.env).sort()) {
    if (name.startsWith('NEXT_PUBLIC_')) hash.update(`${name}=${value}\0`)
  }
  for (const file of sources(root, ''))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

function sources(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isDirectory())
        return (folder === '' && ASIDE.has(entry.name)) || entry.name.startsWith('.') ? [] : sources(root, path)
      const matters = entry.isFile() && !/\.(test\.tsx?|md|tsbuildinfo)$|^next-env\.d\.ts$/.test(path)
      if (folder === '') return matters && /\.(ts|mts|js|mjs|json)$/.test(path) ? [path] : []
      return matters ? [path] : []
    })
}
