import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { sourceFiles } from '../architecture/source'
import { catalogue } from '../lib/core/permissions'
import { entrances } from './entrances'

test.describe.configure({ retries: 0 })

const root = process.cwd()
const json = <T>(path: string): T => JSON.parse(readFileSync(join(root, '.next', path), 'utf8')) as T

test('every page and handler in the build is declared, and nothing is declared that is not there', () => {
  const built = Object.values(json<Record<string, string>>('app-path-routes-manifest.json'))
  expect(built.filter((path) => !entrances[path])).toEqual([])
  expect(Object.keys(entrances).filter((path) => !built.includes(path) && path !== '/_global-error')).toEqual([])
})

test('every server action in the build comes from an actions file of a noun, and each of those is built', () => {
  type Entry = { exportedName?: string; filename?: string }
  const { node } = json<{ node: Record<string, Entry> }>('server/server-reference-manifest.json')
  const built = new Set(Object.values(node).map((entry) => `${entry.filename}#${entry.exportedName}`))
  const declared = sourceFiles()
    .filter((path) => /^lib\/[^/]+\/actions\.ts$/.test(path))
    .flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/^export const (\w+)/gm)].map(
        (match) => `${path}#${match[1]}`,
      ),
    )
  expect(built.size).toBeGreaterThan(10)
  expect([...built].filter((action) => !declared.includes(action))).toEqual([])
})

/** The scripts that a page asks for before anybody does anything, beside those of the framework; by the page's path. */
function firstScripts(): Map<string, string[]> {
  const ending = '/page_client-reference-manifest.js'
  const manifests = (readdirSync(join(root, '.next/server/app'), { recursive: true }) as string[])
    .map((name) => `/${name}`)
    .filter((name) => name.endsWith(ending))
  return new Map(
    manifests.map((name) => {
      const text = readFileSync(join(root, '.next/server/app', name), 'utf8')
      const { entryJSFiles } = JSON.parse(text.slice(text.indexOf('] = ') + 4).replace(/;\s*$/, '')) as {
        entryJSFiles: Record<string, string[]>
      }
      const page = name.slice(0, -ending.length).replace(/\/\([^)]+\)/g, '')
      return [page || '/', [...new Set(Object.values(entryJSFiles).flat())]]
    }),
  )
}

test('no page loads at first what only few of its readers ask for', () => {
  const pages = firstScripts()
  const carrying = (mark: string) => {
    const marked = readdirSync(join(root, '.next/static/chunks'))
      .filter(
        (name) => name.endsWith('.js') && readFileSync(join(root, '.next/static/chunks', name), 'utf8').includes(mark),
      )
      .map((name) => `static/chunks/${name}`)
    const loading = [...pages].filter(([, scripts]) => scripts.some((script) => marked.includes(script)))
    return { marked, pages: loading.map(([page]) => page).sort() }
  }
  expect([...pages.keys()]).toEqual(expect.arrayContaining(['/sign-in', '/[org]', '/[org]/tasks/[task]']))

  // Of every permission in words; the editor of roles shows them all, and the past who could see something through what.
  const words = carrying(catalogue['finance.payments.verify'].description)
  expect(words.marked.length, 'the words are somewhere').toBeGreaterThan(0)
  expect(words.pages).toEqual(['/[org]/as-of', '/[org]/roles/[role]'])

  const session = carrying('CLIENT_FETCH_ERROR')
  expect(session.marked.length, 'signing in is somewhere').toBeGreaterThan(0)
  expect(session.pages).toEqual([])

  // What checks input stays on the server.
  expect(carrying('ZodError').pages).toEqual([])
})

const stranger = { 'content-type': 'text/plain' }
test('pages behind a door do not open without a session, and signed doors not without a signature', async ({
  playwright,
  baseURL,
}) => {
  const visitor = await playwright.request.newContext({ baseURL, maxRedirects: 0 })
  for (const [path, who] of Object.entries(entrances)) {
    const url = path
      .replace('[org]', 'acme')
      .replace('[project]', 'SHOP')
      .replace('[task]', 'SHOP-1')
      .replace('[ticket]', 'SUP-1')
      .replace(/\[+[^\]]+\]+/, 'x')
    if (who === 'member' || who === 'signed in' || who === 'platform admin') {
      const answer = path.startsWith('/api/realtime')
        ? await visitor.post(url, { headers: stranger, data: '' })
        : await visitor.get(url)
      expect([303, 307, 403], `${path} answers ${answer.status()}`).toContain(answer.status())
    }
    if (who === 'signed call')
      expect([401, 500], path).toContain((await visitor.post(url, { headers: stranger, data: '{}' })).status())
  }
})
