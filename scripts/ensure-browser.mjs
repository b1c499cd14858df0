// Finds a Chromium for the browser tests, or gets one; never lets them pass by for want of it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
// The shell without windows comes first: it does the same tests with a quarter less of the processor.
const SYSTEM = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const FALLBACK = '@sparticuz/chromium@147.0.0'

/** The path of a Chromium that is there already, or null. CHROMIUM_PATH goes first and must exist when it is set. */
export function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH is ${chosen}, where there is no file`)
    return chosen
  }
  const { chromium } = createRequire(import.meta.url)('@playwright/test')
  return [chromium.executablePath(), ...SYSTEM].find((path) => existsSync(path)) ?? null
}

/** The path of a Chromium, installed first if need be. Rejects with every way that was tried. */
export async function ensureBrowser() {
  const found = findBrowser()
  if (found) return found
  const tried = []
  for (const [name, get] of [
    ['apt-get install chromium-headless-shell', () => byApt('chromium-headless-shell')],
    ['apt-get install chromium', () => byApt('chromium')],
    [`npm install ${FALLBACK}`, byPackage],
  ]) {
    console.log(`browser   ${name} …`)
    const path = (await get()) ?? findBrowser()
    if (path) return path
    tried.push(name)
  }
  throw new Error(`No Chromium for the browser tests. Tried: ${tried.join('; ')}. Install one and set CHROMIUM_PATH.`)
}

function run(program, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(program, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
}

function byApt(name) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  run('apt-get', ['update', '-qq'])
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name, 'fonts-liberation'])
  return null
}

async function byPackage() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const prefix = join(root, '.lobby/browser')
  mkdirSync(prefix, { recursive: true })
  if (!run('npm', ['install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund', FALLBACK])) return null
  const entry = createRequire(join(prefix, 'x.js')).resolve('@sparticuz/chromium')
  const { default: chromium } = await import(pathToFileURL(entry).href)
  const path = await chromium.executablePath()
  return spawnSync(path, ['--version']).status === 0 ? path : null
}

// No top-level await: Playwright's configuration loads this file by require.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureBrowser().then(console.log, (error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
