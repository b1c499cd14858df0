import { sql } from 'drizzle-orm'
import { isLoose } from '@/db/declared'
import type { OrganizationId } from '@/lib/core/context'
import { inPlatform, inTenant, type Tx } from '@/lib/core/transaction'
import type { Scratch } from './scratch'
import { type Notes, type Section, sectionOf } from './sheet'

type Row = Record<string, unknown>
type Table = { name: string; columns: string; references: string[]; writable: boolean }

/** Every table that belongs to organizations, as the database has them now. */
export const tenantTables = async (): Promise<Table[]> => {
  const rows = await inPlatform((tx) =>
    tx.execute<{ name: string; columns: string; ids: string | null; writable: boolean }>(sql`
      select c.relname as name, has_table_privilege(c.oid, 'insert') as writable, string_agg(quote_ident(a.attname), ',') filter (where a.attgenerated = '') as columns,
        string_agg(a.attname, ',') filter (where a.atttypid = 'uuid'::regtype and a.attname ~ '_id$') as ids
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and exists (
        select 1 from pg_attribute o where o.attrelid = c.oid and o.attname = 'organization_id' and o.attnotnull)
      group by c.oid, c.relname order by 1`),
  )
  return rows.map(({ name, columns, ids, writable }) => ({
    name,
    columns,
    writable,
    references: (ids ?? '').split(',').filter((column) => column && !isLoose(name, column)),
  }))
}

/** Runs each statement by itself and takes it back; the answer is how many rows it reached, null when it was refused. */
const attempts = sql.raw(`do $attempts$
  declare
    statement text;
    reached int;
    answers jsonb := '[]';
  begin
    for statement in select jsonb_array_elements_text(current_setting('app.attempts')::jsonb) loop
      begin
        execute statement;
        get diagnostics reached = row_count;
        raise exception using errcode = 'LB001', message = reached::text;
      exception
        when sqlstate 'LB001' then answers := answers || to_jsonb(sqlerrm::int);
        when others then answers := answers || 'null'::jsonb;
      end;
    end loop;
    perform set_config('app.attempts', answers::text, true);
  end $attempts$`)

async function attempt(tx: Tx, statements: string[]): Promise<(number | null)[]> {
  await tx.execute(sql`select set_config('app.attempts', ${JSON.stringify(statements)}, true)`)
  await tx.execute(attempts)
  const [row] = await tx.execute<{ answers: string }>(sql`select current_setting('app.attempts') as answers`)
  return JSON.parse(row?.answers ?? '[]')
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

const inside = <T>(organizationId: string, run: (tx: Tx) => Promise<T>): Promise<T> =>
  inTenant(organizationId as OrganizationId, run)

const oneOf = (tables: Table[], organizationId: string): Promise<Map<string, Row>> =>
  inside(organizationId, async (tx) => {
    const rows = await Promise.all(
      tables.map(async ({ name }) => {
        const [row] = await tx.execute<{ row: Row }>(sql`
          select to_jsonb(t) as row from ${sql.identifier(name)} t where organization_id = ${organizationId}::uuid limit 1`)
        return row ? ([[name, row.row]] as [string, Row][]) : []
      }),
    )
    return new Map(rows.flat())
  })

/** Reads, changes, deletes and forges rows of the neighbour's from within one's own organization. */
async function crossTheWall(notes: Notes, tx: Tx, { name, columns }: Table, theirs: string, row: Row): Promise<void> {
  const where = `where organization_id = ${quoted(theirs)}`
  const forged = `jsonb_populate_record(null::${name}, ${quoted(JSON.stringify(row))})`
  const [read, changed, deleted, written] = await attempt(tx, [
    `select 1 from ${name} ${where}`,
    `update ${name} set organization_id = organization_id ${where}`,
    `delete from ${name} ${where}`,
    `insert into ${name} (${columns}) select ${columns} from ${forged}`,
  ])
  notes.ask(4)
  if (read) notes.find(`${name}: rows of the neighbour’s can be read`)
  if (changed) notes.find(`${name}: rows of the neighbour’s can be changed`)
  if (deleted) notes.find(`${name}: rows of the neighbour’s can be deleted`)
  if (written) notes.find(`${name}: a row can be written into the neighbour’s organization`)
}

/** Points one's own rows at the neighbour's, by every column that points anywhere. */
async function pointAcross(notes: Notes, tx: Tx, { name, columns, references }: Table, ours: string, ids: string[]) {
  const own = `organization_id = ${quoted(ours)}`
  for (const column of references) {
    const answers = await attempt(
      tx,
      ids.flatMap((id) => {
        const given = quoted(JSON.stringify({ id: crypto.randomUUID(), [column]: id }))
        const copy = `jsonb_populate_record(null::${name}, (select to_jsonb(t) || ${given} from ${name} t where ${own} limit 1))`
        return [
          `update ${name} set ${column} = ${quoted(id)} where ${own}`,
          `insert into ${name} (${columns}) select ${columns} from ${copy}`,
        ]
      }),
    )
    notes.ask(answers.length)
    if (answers.some((reached) => reached)) notes.find(`${name}.${column} can point at a record of the neighbour’s`)
  }
}

/**
 * Talks to the database as the product does, past all of the product's code: from within one organization it reads, changes,
 * forges and points at rows of another one, in every table there is; and reads without any organization.
 * @param only one table instead of all
 */
export async function attackTables({ ours, theirs }: Scratch, only?: string): Promise<Section> {
  const notes = sectionOf('tables')
  const all = await tenantTables()
  const tables = all.filter(({ name }) => name === (only ?? name))
  const rows = await oneOf(all, theirs.id)
  const ids = [...rows.values()].flatMap(({ id }) => (typeof id === 'string' ? [id] : []))
  const deferred = await inPlatform((tx) =>
    tx.execute<{ name: string }>(
      sql`select quote_ident(conname) as name from pg_constraint where contype = 'f' and condeferrable`,
    ),
  )
  for (const table of tables) {
    await inside(ours.id, async (tx) => {
      for (const { name } of deferred) await tx.execute(sql`set constraints ${sql.raw(name)} immediate`)
      const row = rows.get(table.name)
      // What triggers and the relay alone write comes when it comes.
      if (!row && table.writable) notes.find(`${table.name}: the neighbour has no row that could be reached`)
      if (row) await crossTheWall(notes, tx, table, theirs.id, row)
      await pointAcross(notes, tx, table, ours.id, ids)
    })
    const [bare] = await inPlatform((tx) =>
      tx.execute<{ rows: number }>(sql`select count(*)::int as rows from ${sql.identifier(table.name)}`),
    )
    notes.ask()
    if (bare?.rows) notes.find(`${table.name}: ${bare.rows} rows can be read without an organization`)
  }
  return notes.end()
}
