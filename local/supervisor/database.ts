import postgres from 'postgres'
import { ensureRoles } from '@/db/roles'
import type { Cluster } from '../postgres/cluster'
import type { Secrets } from './secrets'

/**
 * Makes the product's roles and the databases `lobby` (owner lobby_migrator) and `lobby_local` (the stand-ins' own)
 * where they are missing, and sets the passwords. As superuser; may run at every start.
 */
export async function prepareDatabases(cluster: Cluster, secrets: Secrets): Promise<void> {
  const sql = postgres(cluster.superuserUrl(), { max: 1, onnotice: () => {} })
  try {
    await ensureRoles(sql, {
      migrator: secrets.MIGRATOR_PASSWORD,
      app: secrets.APP_PASSWORD,
      relay: secrets.RELAY_PASSWORD,
    })
    const [known] = await sql`select 1 from pg_roles where rolname = 'lobby_local'`
    if (!known) await sql`create role lobby_local`
    await sql.unsafe(`alter role lobby_local login nosuperuser nobypassrls password '${secrets.LOCAL_PASSWORD}'`)
    await ensureDatabase(sql, 'lobby', 'lobby_migrator')
    await ensureDatabase(sql, 'lobby_local', 'lobby_local')
    await sql`grant connect on database lobby to lobby_app, lobby_relay`
  } finally {
    await sql.end()
  }
}

async function ensureDatabase(sql: postgres.Sql, name: string, owner: string): Promise<void> {
  const [known] = await sql`select 1 from pg_database where datname = ${name}`
  if (!known) await sql`create database ${sql(name)} owner ${sql(owner)}`
  await sql`revoke all on database ${sql(name)} from public`
}
