import { SignJWT } from 'jose'
import type postgres from 'postgres'
import type { Facts } from './matrix-facts'
import { fileId, rowsOf } from './matrix-rows'

/** Puts `Facts` into the database as they are, past the product's commands, and takes every later change back. */

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

/** What grows by every request and shows no record to anybody, or only in the order of time. */
const passing = [
  'audit_log',
  'audit_seals',
  // Asked about long ago only, which nothing that is done now changes.
  'row_history',
  'outbox',
  'inbox',
  'live_sequences',
  'idempotency_keys',
  'rate_limits',
  'drizzle',
]

/** What has changed since the last restoring: tables of one organization, and whether another one's trail says so. */
export type Trace = { changed: string[]; told: boolean }
export type Restore = (() => Promise<void>) & {
  trace: (changedIn: string, toldIn: string) => Promise<Trace>
}

/**
 * Remembers the database as it stands. Rows that came or changed since have a younger transaction in `xmin`; rows that
 * went are missing by their key.
 * @returns a function that takes every change since back, whatever made it
 */
export async function snapshot(sql: postgres.Sql, place = 'kept'): Promise<Restore> {
  const tables = await sql<{ name: string; columns: string; key: string }[]>`
    select c.relname as name, string_agg(quote_ident(a.attname), ',') filter (where a.attgenerated = '') as columns,
      string_agg(quote_ident(a.attname), ',') filter (where a.attnum = any(i.indkey)) as key
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname`
  const kept = tables.filter(({ name }) => !passing.includes(name) && !name.startsWith('platform_'))
  const copies = kept.map(({ name }) => `create unlogged table ${place}.${name} as table public.${name};`)
  await sql.unsafe(`drop schema if exists ${place} cascade; create schema ${place}; ${copies.join('')}`)
  let [{ last }] = await sql<[{ last: string }]>`select pg_current_xact_id()::text as last`
  const ofTenants = kept.filter(({ columns }) => columns.split(',').includes('organization_id'))
  const trace = async (changedIn: string, toldIn: string): Promise<Trace> => {
    const since = `xmin::text::bigint > ${last}`
    const each = ofTenants.map(
      ({ name }) =>
        `select '${name}' as name where exists (select 1 from ${name} where organization_id = '${changedIn}' and ${since})`,
    )
    const changed = await sql.unsafe<{ name: string }[]>(each.join(' union all '))
    const [row] = await sql.unsafe<{ told: boolean }[]>(`select coalesce(bool_or(${since}), false) as told
      from (select xmin from audit_log where organization_id = '${toldIn}' order by id desc limit 3) entries`)
    return { changed: changed.map(({ name }) => name), told: row?.told ?? false }
  }
  const restore = async () => {
    const back = kept.map(
      ({ name, columns, key }) => `
        delete from public.${name} where xmin::text::bigint > ${last};
        insert into public.${name} (${columns})
          select ${columns} from ${place}.${name} where (${key}) not in (select ${key} from public.${name});`,
    )
    // Several statements sent as one text are one transaction.
    const answers = await sql.unsafe(
      // The trail stays, but for what a rule reads in it: nobody asks for the same twice a day.
      `set local session_replication_role = replica; ${back.join('')}
       delete from audit_log where event = 'access.asked'; select pg_current_xact_id()::text as last`,
    )
    last = (answers.at(-1) as unknown as [{ last: string }])[0].last
  }
  return Object.assign(restore, { trace })
}
