import { randomBytes } from 'node:crypto'
import postgres from 'postgres'

/** The environment variable in which the test run's cluster is announced (a superuser's connection URL). */
export const TEST_CLUSTER = 'LOBBY_TEST_CLUSTER_URL'

export type TemporaryDatabase = {
  /** Connection URL of the superuser for this database. */
  url: string
  name: string
  drop(): Promise<void>
}

/**
 * Makes an empty database, or a copy of the database `template`, in the test run's throw-away cluster.
 * A template must have no connections while it is copied; that is waited for, up to ten seconds.
 */
export async function temporaryDatabase(template = 'template1'): Promise<TemporaryDatabase> {
  const server = process.env[TEST_CLUSTER]
  if (!server) throw new Error('No test cluster is running: start the test by vitest, whose set-up starts one')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asSuperuser(server, async (sql) => {
    for (const deadline = Date.now() + 10_000; ; ) {
      try {
        return await sql`create database ${sql(name)} template ${sql(template)}`
      } catch (error) {
        if ((error as { code?: string }).code !== '55006' || Date.now() > deadline) throw error
      }
    }
  })
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    name,
    drop: () => asSuperuser(server, (sql) => sql`drop database if exists ${sql(name)} with (force)`),
  }
}

async function asSuperuser(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}
