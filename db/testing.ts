import postgres from 'postgres'
import { TEST_CLUSTER, temporaryDatabase } from '@/local/postgres/testing'
import { migrateDatabase } from './migrate'
import { ensureRoles } from './roles'

const template = 'lobby_template'
const password = 'test'

const loginUrl = (base: string, role: string) => {
  const url = new URL(base)
  url.username = role
  url.password = password
  return url.href
}

/** One migrated database per test run, copied by every file that needs one. */
async function ensureTemplate(): Promise<void> {
  const server = process.env[TEST_CLUSTER]
  if (!server) throw new Error('No test cluster is running')
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  try {
    await admin`select pg_advisory_lock(hashtext('lobby template'))`
    const [present] = await admin`select 1 from pg_database where datname = ${template}`
    if (present) return
    await ensureRoles(admin, { migrator: password, app: password, relay: password })
    const draft = `${template}_draft`
    await admin`drop database if exists ${admin(draft)}`
    await admin`create database ${admin(draft)} owner lobby_migrator`
    const url = new URL(server)
    url.pathname = `/${draft}`
    await migrateDatabase(loginUrl(url.href, 'lobby_migrator'))
    await admin`alter database ${admin(draft)} rename to ${admin(template)}`
  } finally {
    await admin.end()
  }
}

export type TestDatabase = {
  superuserUrl: string
  appUrl: string
  relayUrl: string
  migratorUrl: string
  drop(): Promise<void>
}

/** Points the product's environment at a database, given its superuser's URL. Secrets are fixed because they protect nothing here. */
export function pointAt(superuserUrl: string) {
  const urls = {
    superuserUrl,
    appUrl: loginUrl(superuserUrl, 'lobby_app'),
    relayUrl: loginUrl(superuserUrl, 'lobby_relay'),
    migratorUrl: loginUrl(superuserUrl, 'lobby_migrator'),
  }
  Object.assign(process.env, {
    DATABASE_URL: urls.appUrl,
    DATABASE_RELAY_URL: urls.relayUrl,
    LOBBY_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a secret of a test, long enough to pass',
    LOBBY_TOKEN_SECRET: 'another secret of a test, long enough',
    PUSHER_APP_ID: 'test',
    PUSHER_KEY: 'test',
    PUSHER_SECRET: 'test',
    INNGEST_EVENT_KEY: 'test',
    INNGEST_SIGNING_KEY: 'abcdef',
    RESEND_API_KEY: 're_test',
    LOBBY_LIMIT_FACTOR: '1000',
  })
  return urls
}

/** A migrated database of its own for one test file; points the product's environment at it. */
export async function testDatabase(): Promise<TestDatabase> {
  await ensureTemplate()
  const database = await temporaryDatabase(template)
  return { ...pointAt(database.url), drop: database.drop }
}
