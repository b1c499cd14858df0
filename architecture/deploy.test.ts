import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './source'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const namesIn = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '')),
]
const known = namesIn(read('lib/core/env.ts'), /^ {2}([A-Z][A-Z0-9_]+):/gm)

test('every variable that the server reads is explained', () => {
  expect(known.length).toBeGreaterThan(20)
  const explained = read('docs/deploy.md')
  expect(known.filter((name) => !explained.includes(`\`${name}\``))).toEqual([])
})

test('the compose file gives the server every variable that it cannot do without', () => {
  const optional = namesIn(read('lib/core/env.ts'), /^ {2}([A-Z][A-Z0-9_]+):.*(?:optional|default)/gm)
  const compose = read('docker-compose.yml')
  expect(known.filter((name) => !optional.includes(name) && !compose.includes(`  ${name}:`))).toEqual([])
})

test('the example names every variable that the compose file asks for', () => {
  const asked = namesIn(read('docker-compose.yml'), /\$\{([A-Z][A-Z0-9_]+)/g)
  const given = namesIn(read('docs/deploy.env.example'), /^([A-Z][A-Z0-9_]+)=/gm)
  expect(asked.filter((name) => !given.includes(name))).toEqual([])
})

test('the image runs the Node that the project is tried with', () => {
  for (const line of read('Dockerfile').matchAll(/^FROM (node:\S+)/gm)) expect(line[1]).toMatch(/^node:20\./)
})

test('every tenant table is distributed by the statements for Citus', () => {
  const tables = namesIn(
    read('db/migrations/0000_tables.sql') + read('db/migrations/0002_the_main_job.sql'),
    /CREATE TABLE "(\w+)" \(\s+"organization_id"/g,
  )
  const distributed = namesIn(read('docs/scaling.md'), /create_distributed_table\('(\w+)'/g)
  expect(tables.length).toBeGreaterThan(30)
  expect(tables.filter((table) => !distributed.includes(table))).toEqual([])
})
