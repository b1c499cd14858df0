import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

const newest = join(import.meta.dirname, 'migrations')

/**
 * Brings the database at `url` (as lobby_migrator) to the newest schema; safe to call from several processes at once.
 * @param folder the migrations of another version, for tests that begin with an older one
 * @returns how many migrations were applied now
 * @throws when the journal and the database disagree afterwards: drizzle skips a file that was merged late without a word
 */
export async function migrateDatabase(url: string, folder = newest): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const applied = async () => {
    const [present] = await sql`select to_regclass('drizzle.migrations') is not null as present`
    if (!present?.present) return 0
    const [row] = await sql`select count(*)::int as count from drizzle.migrations`
    return Number(row?.count)
  }

  try {
    await sql`select pg_advisory_lock(hashtext('lobby migrations'))`
    const before = await applied()
    const journal = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, 'utf8')) as { entries: unknown[] }
    // The views of the past hold on to the columns of their tables; they are made anew over what those are afterwards.
    if (before < journal.entries.length) await dropPast(sql)
    await migrate(drizzle(sql), {
      migrationsFolder: folder,
      migrationsTable: 'migrations',
      migrationsSchema: 'drizzle',
    })
    const after = await applied()
    const [past] = await sql`select to_regprocedure('app_as_of_views()') is not null as present`
    if (before < after && past?.present) await sql`select app_as_of_views()`
    if (after !== journal.entries.length)
      throw new Error(`The journal lists ${journal.entries.length} migrations, the database has ${after}`)
    return after - before
  } finally {
    await sql.end()
  }
}

async function dropPast(sql: postgres.Sql) {
  const views = await sql<{ name: string }[]>`select viewname as name from pg_views where schemaname = 'as_of'`
  for (const { name } of views) await sql`drop view ${sql(`as_of.${name}`)}`
}

async function main() {
  const url = process.env.DATABASE_MIGRATOR_URL
  if (!url) throw new Error('DATABASE_MIGRATOR_URL is not set')
  console.log(`${await migrateDatabase(url)} migrations applied`)
}

if (process.argv[1]?.endsWith('db/migrate.ts'))
  main().catch((error) => {
    console.error(error)
    process.exit(1)
  })
