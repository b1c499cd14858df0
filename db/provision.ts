import postgres from 'postgres'
import { ensureRoles } from './roles'

/** The password inside a connection address. @throws when it has none */
function passwordIn(name: string): string {
  const password = new URL(process.env[name] ?? 'postgres:').password
  if (!password) throw new Error(`${name} must carry a user and a password`)
  return decodeURIComponent(password)
}

/**
 * Makes the product's roles and its database where they are missing, with the passwords of the three addresses. Runs as
 * a superuser (DATABASE_SUPERUSER_URL, on any database of the server), before the first migration and after a password
 * has changed; running it again changes nothing.
 */
async function main() {
  const url = process.env.DATABASE_SUPERUSER_URL
  if (!url) throw new Error('DATABASE_SUPERUSER_URL is not set')
  const database = new URL(process.env.DATABASE_MIGRATOR_URL ?? 'postgres:').pathname.slice(1) || 'lobby'
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await ensureRoles(sql, {
      migrator: passwordIn('DATABASE_MIGRATOR_URL'),
      app: passwordIn('DATABASE_URL'),
      relay: passwordIn('DATABASE_RELAY_URL'),
    })
    const [known] = await sql`select 1 from pg_database where datname = ${database}`
    if (!known) await sql`create database ${sql(database)} owner lobby_migrator`
    await sql`revoke all on database ${sql(database)} from public`
    await sql`grant connect on database ${sql(database)} to lobby_app, lobby_relay`
    console.log(`The roles and the database ${database} are there`)
  } finally {
    await sql.end()
  }
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
