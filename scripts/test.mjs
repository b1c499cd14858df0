// `npm test`: every check there is, one closing line for all of them.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, requireNode } from './install.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = (path) => join(root, 'node_modules', path)
const total = { passed: 0, failed: 0, skipped: 0 }
const scratch = mkdtempSync(join(tmpdir(), 'lobby-counts-'))
let running

function node(args, env = {}) {
  return new Promise((settle) => {
    running = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    running.on('error', () => settle(false))
    running.on('exit', (code) => settle(code === 0))
  })
}

/** A stage that counts as one check, made of commands that must all succeed. */
async function check(name, ...commands) {
  console.log(`\n── ${name}`)
  for (const command of commands) {
    if (!(await node(command))) {
      total.failed++
      console.log(`${name} failed`)
      return false
    }
  }
  total.passed++
  return true
}

/** A stage that runs tests and says how many through a file of its own. */
async function tests(name, args, env = {}) {
  console.log(`\n── ${name}`)
  const file = join(scratch, `${name}.json`)
  const fine = await node(args, { ...env, LOBBY_COUNTS: file })
  // A runner that ends before it could count has failed, whatever it wanted to say.
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1, skipped: 0 }
  if (!fine && counts.failed === 0) counts.failed = 1
  for (const key of Object.keys(total)) total[key] += counts[key]
}

function freePort() {
  return new Promise((settle) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => settle(port))
    })
  })
}

async function browserTests() {
  try {
    const { ensureBrowser } = await import('./ensure-browser.mjs')
    const env = { CHROMIUM_PATH: await ensureBrowser(), LOBBY_TEST_PORT: String(await freePort()) }
    await tests('browser', [bin('@playwright/test/cli.js'), 'test'], env)
  } catch (error) {
    console.error(error.message)
    total.failed++
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    running?.kill(signal)
    process.exitCode = 1
    setTimeout(() => process.exit(1), 20_000).unref()
  })
}

requireNode()
await install(root)
const next = bin('next/dist/bin/next')
await check('format and lint', [bin('@biomejs/biome/bin/biome'), 'check', '.'])
await check('types', [next, 'typegen'], [bin('typescript/bin/tsc'), '--noEmit'])
await tests('architecture, unit and database', [bin('vitest/vitest.mjs'), 'run'])
if (await check('build', ['--import', 'tsx', 'scripts/build.ts'])) await browserTests()
else {
  console.log('\nWithout a build the browser tests cannot run')
  total.failed++
}

rmSync(scratch, { recursive: true, force: true })
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
process.exitCode ||= total.failed > 0 ? 1 : 0
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
