import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { compose, forStandIns, survey } from './environment'
import { readOptions } from './options'
import { loadSecrets } from './secrets'

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'lobby-supervisor-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

const places = { postgresPort: 5555, localPort: 4444, buildKey: 'key', dev: false, demo: true }
const secrets = () => loadSecrets(join(folder(), 'env.json'))
const ownDatabase = {
  DATABASE_URL: 'postgres://a@db.test/lobby',
  DATABASE_MIGRATOR_URL: 'postgres://m@db.test/lobby',
  DATABASE_RELAY_URL: 'postgres://r@db.test/lobby',
}

test('with nothing set everything is embedded, on port 3000, with the demo', () => {
  const found = survey({})
  expect(found).toMatchObject({ embedded: ['postgres', 'realtime', 'jobs', 'mailbox'], port: 3000, problems: [] })
  const env = compose({}, found, secrets(), places)
  expect(env).toMatchObject({
    LOBBY_URL: 'http://localhost:3000',
    LOBBY_EMBEDDED: 'postgres,realtime,jobs,mailbox',
    LOBBY_DEMO: '1',
    PUSHER_HOST: '127.0.0.1',
    PUSHER_PORT: '4444',
    PUSHER_USE_TLS: 'false',
    INNGEST_BASE_URL: 'http://127.0.0.1:4444',
    RESEND_BASE_URL: 'http://127.0.0.1:4444',
  })
  expect(new URL(env.DATABASE_URL!)).toMatchObject({
    username: 'lobby_app',
    host: '127.0.0.1:5555',
    pathname: '/lobby',
  })
  expect(new URL(env.DATABASE_MIGRATOR_URL!).username).toBe('lobby_migrator')
  expect(new URL(env.DATABASE_RELAY_URL!).username).toBe('lobby_relay')
  expect(new URL(env.LOCAL_DATABASE_URL!)).toMatchObject({ username: 'lobby_local', pathname: '/lobby_local' })
  expect(env).not.toHaveProperty('INNGEST_DEV')
  expect(forStandIns(env, found.embedded).LOCAL_SERVICES).toBe('realtime,jobs,mailbox')
})

test('--no-demo leaves the demo out', () => {
  expect(compose({ LOBBY_DEMO: '1' }, survey({}), secrets(), { ...places, demo: false })).not.toHaveProperty(
    'LOBBY_DEMO',
  )
})

test.each([
  ['PUSHER_*', { PUSHER_APP_ID: '1', PUSHER_KEY: 'k', PUSHER_SECRET: 's', PUSHER_CLUSTER: 'eu' }, 'realtime'],
  ['INNGEST_*', { INNGEST_EVENT_KEY: 'e', INNGEST_SIGNING_KEY: 'abcd' }, 'jobs'],
  ['RESEND_*', { RESEND_API_KEY: 're_1' }, 'mailbox'],
  ['DATABASE_*', ownDatabase, 'postgres'],
])('%s from outside replaces its stand-in alone, and ends the demo', (_, outer, service) => {
  const found = survey(outer)
  expect(found.problems).toEqual([])
  expect(found.embedded).toHaveLength(3)
  expect(found.embedded).not.toContain(service)
  const env = compose(outer, found, secrets(), places)
  expect(env).toMatchObject(outer)
  expect(env).not.toHaveProperty('LOBBY_DEMO')
})

test('hosted Pusher, Inngest and Resend get no local address', () => {
  const outer = {
    ...{ PUSHER_APP_ID: '1', PUSHER_KEY: 'k', PUSHER_SECRET: 's', PUSHER_CLUSTER: 'eu' },
    ...{ INNGEST_EVENT_KEY: 'e', INNGEST_SIGNING_KEY: 'abcd', RESEND_API_KEY: 're_1' },
  }
  const env = compose(outer, survey(outer), secrets(), places)
  for (const name of ['PUSHER_HOST', 'PUSHER_PORT', 'INNGEST_BASE_URL', 'RESEND_BASE_URL'])
    expect(env).not.toHaveProperty(name)
})

test('the stand-ins keep their state in an embedded database even when the product has its own', () => {
  expect(survey(ownDatabase).needsPostgres).toBe(true)
  expect(survey({ ...ownDatabase, LOCAL_DATABASE_URL: 'postgres://l@db.test/local' }).needsPostgres).toBe(false)
})

test.each([
  [{ PORT: 'web' }, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
  [{ PORT: '6000' }, 'PORT 6000'],
  [{ ...ownDatabase, DATABASE_MIGRATOR_URL: '' }, 'DATABASE_MIGRATOR_URL'],
  [{ ...ownDatabase, DATABASE_URL: 'mysql://a:secret@db.test/lobby' }, 'DATABASE_URL'],
  [{ PUSHER_KEY: 'k', PUSHER_SECRET: 's', PUSHER_HOST: 'h' }, 'PUSHER_APP_ID'],
  [{ PUSHER_APP_ID: '1', PUSHER_KEY: 'k', PUSHER_SECRET: 's' }, 'PUSHER_CLUSTER'],
  [{ INNGEST_EVENT_KEY: 'e' }, 'INNGEST_SIGNING_KEY'],
  [{ INNGEST_DEV: '1' }, 'INNGEST_DEV'],
  [{ RESEND_BASE_URL: 'http://mail.test' }, 'RESEND_API_KEY'],
  [{ LOBBY_URL: 'lobby.test' }, 'LOBBY_URL'],
])('%j is refused by name, without repeating a secret', (outer, name) => {
  const { problems } = survey(outer)
  expect(problems).toEqual([expect.stringContaining(name)])
  expect(problems.join()).not.toContain('secret')
})

test('variables of psql do not mislead the embedded database', () => {
  expect(compose({ PGHOST: 'elsewhere', HOME: '/h' }, survey({}), secrets(), places)).toMatchObject({ HOME: '/h' })
  expect(compose({ PGHOST: 'elsewhere' }, survey({}), secrets(), places)).not.toHaveProperty('PGHOST')
})

test('secrets are made once, differ between installations and are readable by their owner only', () => {
  const file = join(folder(), 'env.json')
  const first = loadSecrets(file)
  expect(loadSecrets(file)).toEqual(first)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const second = secrets()
  for (const [name, value] of Object.entries(first)) expect(second[name as keyof typeof second]).not.toBe(value)
  expect(first.INNGEST_SIGNING_KEY).toMatch(/^([\da-f]{2})+$/)
  expect(first.RESEND_WEBHOOK_SECRET).toMatch(/^whsec_[A-Za-z\d+/]+=*$/)
})

test('a secret that is missing is added, a damaged file is not overwritten', () => {
  const file = join(folder(), 'env.json')
  writeFileSync(file, '{"PUSHER_KEY":"kept"}')
  expect(loadSecrets(file)).toMatchObject({ PUSHER_KEY: 'kept', NEXTAUTH_SECRET: expect.any(String) })
  writeFileSync(file, '{"PUSHER_')
  expect(() => loadSecrets(file)).toThrow(/not readable as JSON/)
  expect(readFileSync(file, 'utf8')).toBe('{"PUSHER_')
})

test('options are read, an unknown one is named', () => {
  expect(readOptions(['--fresh', '--no-demo'])).toEqual({ dev: false, fresh: true, yes: false, demo: false })
  expect(() => readOptions(['--fersh'])).toThrow(/--fersh/)
})
