import type { Sql } from 'postgres'

type Changes = Record<string, string>

/** Copies rows within a table, `changes` (column → SQL over `o` and `more`) made to each. Generated columns stay theirs. */
async function copy(sql: Sql, table: string, from: string, changes: Changes): Promise<void> {
  const columns = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`
  const names = columns.map(({ name }) => name)
  const values = names.map((name) => changes[name] ?? `o."${name}"`)
  await sql.unsafe(
    `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) select ${values.join(', ')} from ${from}`,
  )
}

/** Tasks for projects: a third in each status, in their order, assigned to whoever made the project. */
const tasksOf = (projects: string, count: number) => `
  insert into tasks (organization_id, id, project_id, number, title, status, priority, rank, created_by_id, assignee_id,
    due_on, estimate, completed_at)
  select p.organization_id, uuidv7(), p.id, n,
    'Task ' || n || ' of ' || p.key || ': ' || (array['prepare the export', 'check the invoice', 'draw the empty state',
      'answer the feedback', 'measure the page'])[1 + n % 5],
    (array['TODO', 'IN_PROGRESS', 'DONE'])[1 + n % 3], (array['NONE', 'LOW', 'MEDIUM', 'HIGH'])[1 + n % 4],
    n * 1024, p.created_by_id, case when n % 2 = 0 then p.created_by_id end, current_date + n % 60, 1 + n % 8,
    case when n % 3 = 2 then now() end
  from projects p, generate_series(1, ${count}) n where ${projects}`

const numbered = (projects: string, count: number) => `
  insert into project_counters (organization_id, project_id, last_task_number) select organization_id, id, ${count}
  from projects p where ${projects} on conflict (organization_id, project_id) do update set last_task_number = ${count}`

/** As superuser with triggers and keys off, which is the only way to a million rows within the patience of a person. */
export async function unguarded(sql: Sql, work: (sql: Sql) => Promise<void>): Promise<void> {
  await sql`set session_replication_role = replica`
  try {
    await work(sql)
  } finally {
    await sql`set session_replication_role = origin`
  }
  await sql`vacuum analyze`
  await sql`checkpoint`
}

/**
 * Beside the project `SEED` of the organization: `BIG` with 1,000 tasks, `SMALL` with 100, and `Q1` … `Q100` with 100 each.
 */
export async function fillProjects(sql: Sql, organizationId: string): Promise<void> {
  const seed = `projects o, (values %) more(key, title) where o.organization_id = '${organizationId}' and o.key = 'SEED'`
  const beside = Array.from({ length: 100 }, (_, at) => `('Q${at + 1}', 'Quiet project ${at + 1}')`)
  const rows = ["('BIG', 'A thousand tasks')", "('SMALL', 'A hundred tasks')", ...beside].join(', ')
  const changes = { id: 'uuidv7()', key: 'more.key', title: 'more.title' }
  await copy(sql, 'projects', seed.replace('%', rows), changes)
  const here = `p.organization_id = '${organizationId}'`
  await sql.unsafe(tasksOf(`${here} and p.key = 'BIG'`, 1_000))
  await sql.unsafe(numbered(`${here} and p.key = 'BIG'`, 1_000))
  await sql.unsafe(tasksOf(`${here} and p.key not in ('BIG', 'SEED')`, 100))
  await sql.unsafe(numbered(`${here} and p.key not in ('BIG', 'SEED')`, 100))
}

/** A thousand organizations more, each with an owner, a client, ten projects and a thousand tasks. */
export async function fillOrganizations(sql: Sql, organizationId: string, count = 1_000): Promise<void> {
  await sql.unsafe(`create temporary table made as select n, uuidv7() as organization, uuidv7() as member, uuidv7() as account,
    uuidv7() as client from generate_series(1, ${count}) n`)
  const of = (table: string, only = 'true') =>
    `${table} o, made more where o.${table === 'organizations' ? 'id' : 'organization_id'} = '${organizationId}' and ${only}`
  await copy(sql, 'users', `users o, made more where o.email = 'owner@bench.test'`, {
    id: 'more.account',
    email: `'owner' || more.n || '@crowd.test'`,
  })
  await copy(sql, 'organizations', of('organizations'), {
    id: 'more.organization',
    slug: `'crowd-' || more.n`,
    name: `'Crowd ' || more.n`,
    contact_email: `'hello' || more.n || '@crowd.test'`,
    owner_member_id: 'more.member',
  })
  await copy(sql, 'members', of('members', 'o.is_owner'), {
    organization_id: 'more.organization',
    id: 'more.member',
    user_id: 'more.account',
    email: `'owner' || more.n || '@crowd.test'`,
  })
  await copy(sql, 'roles', of('roles'), { organization_id: 'more.organization', id: 'uuidv7()' })
  await copy(sql, 'clients', of('clients'), { organization_id: 'more.organization', id: 'more.client' })
  const people = {
    created_by_id: 'more.member',
    salesperson_id: 'more.member',
    manager_id: 'more.member',
    verifier_id: 'null',
  }
  const ten = `projects o, made more, generate_series(1, 10) p where o.organization_id = '${organizationId}' and o.key = 'SEED'`
  await copy(sql, 'projects', ten, {
    organization_id: 'more.organization',
    id: 'uuidv7()',
    key: `'P' || p`,
    client_id: 'more.client',
    ...people,
  })
  await sql.unsafe(tasksOf('p.organization_id in (select organization from made)', 100))
  await sql.unsafe(numbered('p.organization_id in (select organization from made)', 100))
  await sql`drop table made`
}
