import type postgres from 'postgres'

/** Takes back what the cells of the matrix write, and says what they left. */

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

/** What has changed since the last restoring: tables of one organization, and what the trails say of one request. */
export type Entry = { organization: string; actor: string | null; event: string }
export type Trace = { changed: string[]; told: Entry[] }
export type Restore = (() => Promise<void>) & { trace: (changedIn: string, request?: string) => Promise<Trace> }

/**
 * Remembers the database as it stands. A trigger per table notes what is written to, so that only that is looked at: rows
 * that came or changed since have a younger transaction in `xmin`; rows that went are missing by their key.
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
  const copies = kept.map(
    ({ name }) => `create unlogged table ${place}.${name} as table public.${name};
      create trigger touched_in_${place} after insert or update or delete on public.${name}
        for each statement execute function ${place}.note();
      alter table public.${name} enable always trigger touched_in_${place};`,
  )
  await sql.unsafe(`drop schema if exists ${place} cascade; create schema ${place};
    create unlogged table ${place}.touched (name text not null);
    create function ${place}.note() returns trigger language plpgsql as
      $$ begin insert into ${place}.touched values (tg_table_name); return null; end $$;
    grant usage on schema ${place} to public; grant insert on ${place}.touched to public;
    create index if not exists matrix_audit_log_by_request on audit_log (request_id);
    create index if not exists matrix_audit_log_asked on audit_log (event) where event = 'access.asked'; ${copies.join('')}`)
  let [{ last }] = await sql<[{ last: string }]>`select pg_current_xact_id()::text as last`
  const touched = async () => {
    const names = new Set((await sql.unsafe<{ name: string }[]>(touches)).map(({ name }) => name))
    return kept.filter(({ name }) => names.has(name))
  }
  const touches = `select distinct name from ${place}.touched`
  const trace = async (changedIn: string, request?: string): Promise<Trace> => {
    const differing = (await touched()).flatMap(({ name, columns }) => {
      const owner = name === 'organizations' ? 'id' : 'organization_id'
      if (!columns.split(',').includes(owner)) return []
      const count = (schema: string) => `(select count(*) from ${schema}.${name} where ${owner} = '${changedIn}')`
      return `select '${name}' as name where ${count('public')} <> ${count(place)} or exists (select 1 from
        public.${name} where ${owner} = '${changedIn}' and xmin::text::bigint > ${last})`
    })
    const [changed, told] = await Promise.all([
      differing.length > 0 ? sql.unsafe<{ name: string }[]>(differing.join(' union all ')) : [],
      request
        ? sql<Entry[]>`select organization_id as organization, actor_member_id as actor, event from audit_log
            where request_id = ${request}`
        : [],
    ])
    return { changed: changed.map(({ name }) => name), told: [...told] }
  }
  const restore = async () => {
    const back = (await touched()).map(
      ({ name, columns, key }) => `
        delete from public.${name} where xmin::text::bigint > ${last};
        insert into public.${name} (${columns})
          select ${columns} from ${place}.${name} where (${key}) not in (select ${key} from public.${name});`,
    )
    // Several statements sent as one text are one transaction.
    const answers = await sql.unsafe(
      // The trail stays, but for what a rule reads in it: nobody asks for the same twice a day.
      `set local session_replication_role = replica; ${back.join('')} delete from ${place}.touched;
       delete from audit_log a using organizations o where a.organization_id = o.id and a.event = 'access.asked'; select pg_current_xact_id()::text as last`,
    )
    last = (answers.at(-1) as unknown as [{ last: string }])[0].last
  }
  return Object.assign(restore, { trace })
}
