import { SignJWT } from 'jose'
import type postgres from 'postgres'
import type { Facts } from './matrix-facts'
import { fileId, rowsOf } from './matrix-rows'

/** Puts `Facts` into the database as they are, past the product's commands, and takes every later change back. */

/** A few statements are asked very often: each connection that comes plans them once, instead of afresh for every question. */
export const planOnce = (sql: postgres.Sql) =>
  sql.unsafe(`do $$ begin
    execute format('alter database %I set plan_cache_mode = force_generic_plan', current_database()); end $$`)

/** A login with a session, shared by every organization that has it as a member. @returns its bearer token */
export async function plantLogin(
  sql: postgres.Sql,
  userId: string,
  passwordHash: string | null = null,
): Promise<string> {
  const email = `${userId}@logins.test`
  await sql`insert into users ${sql({ id: userId, email, name: 'Login', password_hash: passwordHash, email_verified_at: new Date() })}`
  const expires = new Date(Date.now() + 3_600_000)
  await sql`insert into sessions ${sql({ id: userId, user_id: userId, kind: 'api', expires_at: expires })}`
  return new SignJWT({ sid: userId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('lobby')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(process.env.LOBBY_TOKEN_SECRET))
}

/** A sheet of the installation, which is of no organization. */
export const keptProof = '01980000-0000-7000-8000-00000000beef'

/** Plants organizations; foreign keys, triggers and policies sleep meanwhile. */
export async function plant(sql: postgres.Sql, ...organizations: Facts[]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    const old = new Date('2026-01-01')
    await tx`insert into proofs ${tx({ id: keptProof, state: 'PASSED', created_at: old, finished_at: old })} on conflict do nothing`
    for (const facts of organizations) {
      const owner = facts.people.find((person) => person.owner)
      await tx`insert into organizations ${tx({
        id: facts.id,
        slug: facts.slug,
        name: `Organization ${facts.mark}`,
        contact_email: `${facts.mark}@people.test`,
        owner_member_id: owner?.id ?? '',
        modules_off: facts.modulesOff,
        ...(facts.archived && { archived_at: new Date(), archived_by: 'owner' }),
        logo_file_id: fileId(facts, 'logo'),
      })}`
      for (const [table, rows] of Object.entries(rowsOf(facts)))
        if (rows.length > 0)
          await tx`insert into ${tx(table)} ${tx(rows.map((row) => ({ organization_id: facts.id, ...row })))}`
    }
    await tx`delete from row_history where organization_id in ${tx(organizations.map(({ id }) => id))}`
    await plantHistory(tx)
  })
}

/** The triggers sleep: what they would have kept, as if everything were there for years. */
async function plantHistory(tx: postgres.TransactionSql): Promise<void> {
  const kept = await tx<{ name: string; keys: string }[]>`
    select t.relname as name, encode(g.tgargs, 'escape') as keys from pg_trigger g join pg_class t on t.oid = g.tgrelid
    where g.tgname = 'keep_history'`
  for (const { name, keys } of kept)
    await tx`insert into row_history (organization_id, table_name, key, valid_from, row)
      select ${tx(name === 'organizations' ? 'id' : 'organization_id')}, ${name},
        concat_ws(' ', ${tx(keys.split('\\000').filter(Boolean))}), '2020-01-01', to_jsonb(t) from ${tx(name)} t
      on conflict do nothing`
}
