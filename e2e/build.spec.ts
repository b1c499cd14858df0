import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { sourceFiles } from '../architecture/source'
import { entrances } from './entrances'

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
