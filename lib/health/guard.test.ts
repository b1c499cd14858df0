import { spawn } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** Starts as the server would with this environment, and says how it went. */
function start(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const script = "require('./lib/health/guard.ts').guardStart().then(() => { console.log('started'); process.exit(0) })"
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], { env: { ...process.env, ...env } })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text
    })
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output })))
}

test('the server starts as the role that stands behind row security', async () => {
  expect(await start({})).toMatchObject({ code: 0, output: 'started\n' })
})

test('it refuses to start as a superuser, with one clear line', async () => {
  const { code, output } = await start({ DATABASE_URL: database.superuserUrl })
  expect(code).toBe(78)
  expect(output.trim().split('\n')).toEqual([expect.stringContaining('can pass row security')])
})

test('it names every variable that is missing', async () => {
  const { code, output } = await start({ PUSHER_KEY: '', RESEND_API_KEY: '' })
  expect(code).toBe(78)
  expect(output).toMatch(/PUSHER_KEY[\s\S]*RESEND_API_KEY/)
})
