import type { Sql } from 'postgres'

/** Passwords of the product's three logins. */
export type RolePasswords = { migrator: string; app: string; relay: string }

/**
 * Creates or updates the database's roles; run as a superuser, once per cluster, before the first migration.
 * lobby_migrator owns the schema, lobby_app works under its policies, lobby_relay empties the outbox, and
 * lobby_access (no login) owns the few functions that find out who somebody is. None may pass row security.
 */
export async function ensureRoles(sql: Sql, passwords: RolePasswords) {
  const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`
  const logins = { lobby_migrator: passwords.migrator, lobby_app: passwords.app, lobby_relay: passwords.relay }

  for (const role of [...Object.keys(logins), 'lobby_access'])
    await sql.unsafe(
      `DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    )
  for (const [role, password] of Object.entries(logins))
    await sql.unsafe(
      `ALTER ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD ${quoted(password)}`,
    )
  await sql.unsafe('ALTER ROLE lobby_access NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB')
  await sql.unsafe('GRANT lobby_access TO lobby_migrator WITH INHERIT FALSE, SET TRUE')
}
