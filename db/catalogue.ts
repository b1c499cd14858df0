import type { Sql, TransactionSql } from 'postgres'
import {
  appendOnly,
  asOwner,
  definerFunctions,
  global,
  isLoose,
  kept,
  mayDelete,
  mechanism,
  readOnly,
} from './declared'

type Column = { table: string; columns: string[] }

/**
 * Reads the database's catalogue and names everything that breaks the rules of tenancy: a table without its wall, a key
 * that could point into another tenant, a grant too many. Empty when all is well. Ask as a superuser.
 */
export async function catalogueProblems(sql: Sql | TransactionSql): Promise<string[]> {
  const problems: string[] = []
  const tables = await sql<{ name: string; rls: boolean; forced: boolean; owner: string; tenant: boolean }[]>`
    select c.relname as name, c.relrowsecurity as rls, c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner,
      c.relname = 'organizations' or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and a.attnotnull) as tenant
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`
  const tenants = new Set(tables.filter((table) => table.tenant).map((table) => table.name))

  for (const table of tables) {
    if (table.owner !== 'lobby_migrator') problems.push(`${table.name} belongs to ${table.owner}`)
    if (!table.tenant && !global[table.name]) problems.push(`${table.name} has no organization_id and no reason not to`)
    if (table.tenant && !(table.rls && table.forced)) problems.push(`${table.name} has no forced row security`)
  }
  for (const name of Object.keys(global))
    if (!tables.some((table) => table.name === name)) problems.push(`${name} is declared and does not exist`)

  problems.push(...(await policyProblems(sql, tenants)), ...(await keyProblems(sql, tenants)))
  problems.push(
    ...(await triggerProblems(sql, tenants)),
    ...(await grantProblems(
      sql,
      tables.map((table) => table.name),
    )),
  )
  problems.push(...(await functionProblems(sql)), ...(await roleProblems(sql)), ...(await typeProblems(sql)))
  return problems
}

async function policyProblems(sql: Sql | TransactionSql, tenants: Set<string>): Promise<string[]> {
  const policies = await sql<
    {
      table: string
      name: string
      permissive: string
      roles: string[]
      command: string
      using: string | null
      check: string | null
    }[]
  >`
    select tablename as table, policyname as name, permissive, to_json(roles) as roles, cmd as command, qual as using, with_check as check
    from pg_policies where schemaname = 'public'`
  const problems: string[] = []
  for (const table of tenants) {
    const column = table === 'organizations' ? 'id' : 'organization_id'
    const expected = `(${column} = ( SELECT app_org() AS app_org))`
    const wall = policies.find((policy) => policy.table === table && policy.name === 'tenant')
    if (!wall || wall.using !== expected || wall.check !== expected || wall.command !== 'ALL')
      problems.push(`${table} has no tenant policy as it must be`)
  }
  for (const policy of policies) {
    const known =
      policy.name === 'tenant' ||
      (policy.name === 'access' && policy.roles.join() === 'lobby_access' && policy.command === 'SELECT') ||
      (policy.name === 'relay' &&
        policy.roles.join() === 'lobby_relay' &&
        ['outbox', 'live_sequences'].includes(policy.table)) ||
      (policy.name === 'history' && policy.roles.join() === 'lobby_access' && policy.table === 'row_history')
    if (!known) problems.push(`${policy.table} has a policy “${policy.name}” that nobody declared`)
  }
  return problems
}

async function keyProblems(sql: Sql | TransactionSql, tenants: Set<string>): Promise<string[]> {
  const unique = await sql<(Column & { name: string; primary: boolean })[]>`
    select t.relname as table, i.relname as name, x.indisprimary as primary,
      (select json_agg(coalesce(a.attname, '(expression)') order by k.place) from unnest(x.indkey::int[]) with ordinality as k(attnum, place)
        left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum and k.attnum > 0) as columns
    from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    where x.indisunique and t.relnamespace = 'public'::regnamespace`
  const foreign = await sql<(Column & { name: string; target: string; targetColumns: string[]; always: boolean })[]>`
    select t.relname as table, c.conname as name, f.relname as target,
      (select bool_and(a.attnotnull) from pg_attribute a where a.attrelid = t.oid and a.attnum = any(c.conkey)) as always,
      (select json_agg(a.attname order by k.place) from unnest(c.conkey) with ordinality as k(attnum, place)
        join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum) as columns,
      (select json_agg(a.attname order by k.place) from unnest(c.confkey) with ordinality as k(attnum, place)
        join pg_attribute a on a.attrelid = f.oid and a.attnum = k.attnum) as "targetColumns"
    from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class f on f.oid = c.confrelid
    where c.contype = 'f' and t.relnamespace = 'public'::regnamespace`
  const problems: string[] = []
  for (const table of tenants) {
    if (table === 'organizations') continue
    if (!unique.some((index) => index.table === table && index.primary && index.columns[0] === 'organization_id'))
      problems.push(`${table} has no primary key led by organization_id`)
    for (const index of unique)
      if (index.table === table && index.columns[0] !== 'organization_id')
        problems.push(`${index.name} is unique across tenants`)
    if (!foreign.some((key) => key.table === table && key.columns[0] === 'organization_id'))
      problems.push(`${table} is tied to no organization`)
  }
  const ids = await sql<{ table: string; column: string }[]>`
    select t.relname as table, a.attname as column from pg_class t join pg_attribute a on a.attrelid = t.oid
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and a.atttypid = 'uuid'::regtype and a.attname ~ '_id$'`
  // A key with an empty column checks nothing, so a column that only goes along with another must go along always.
  const holds = (key: (typeof foreign)[number], column: string) =>
    key.targetColumns[key.columns.indexOf(column)] === 'id' || (key.always && key.columns.includes(column))
  for (const { table, column } of ids)
    if (tenants.has(table) && !isLoose(table, column))
      if (!foreign.some((key) => key.table === table && holds(key, column)))
        problems.push(`${table}.${column} points at nothing that the database knows`)
  for (const key of foreign) {
    if (!tenants.has(key.target)) continue
    const lead = key.table === 'organizations' ? 'id' : 'organization_id'
    const targetLead = key.target === 'organizations' ? 'id' : 'organization_id'
    if (
      key.columns[0] !== lead ||
      key.targetColumns[0] !== targetLead ||
      (key.columns.length === 1 && key.target !== 'organizations')
    )
      problems.push(`${key.name} can point into another tenant`)
  }
  return problems
}

async function triggerProblems(sql: Sql | TransactionSql, tenants: Set<string>): Promise<string[]> {
  const rows = await sql<{ table: string; name: string }[]>`
    select t.relname as table, g.tgname as name from pg_trigger g join pg_class t on t.oid = g.tgrelid
    where g.tgenabled = 'O' and (g.tgname = 'keep_history' or g.tgname in ('nothing_unheard', 'seal') and g.tgdeferrable and g.tginitdeferred)`
  const heard = new Set(rows.filter(({ name }) => name === 'nothing_unheard').map(({ table }) => table))
  const sealed = rows.some(({ table, name }) => table === 'audit_log' && name === 'seal')
  return [
    ...kept
      .filter((table) => !rows.some((row) => row.table === table && row.name === 'keep_history'))
      .map((table) => `${table} can change without its history`),
    ...(sealed ? [] : ['entries of audit_log are not sealed']),
    ...[...tenants]
      .filter((table) => !heard.has(table) && !mechanism[table])
      .map((table) => `${table} can change without an audit row`),
  ]
}

async function grantProblems(sql: Sql | TransactionSql, tables: string[]): Promise<string[]> {
  // The catalogue's own words: information_schema shows a role no grants but its own.
  const grants = await sql<{ table: string; grantee: string; privilege: string }[]>`
    select c.relname as table, case g.grantee when 0 then 'PUBLIC' else pg_get_userbyid(g.grantee) end as grantee,
      g.privilege_type as privilege
    from pg_class c cross join lateral aclexplode(c.relacl) g
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
      and g.grantee <> c.relowner and pg_get_userbyid(g.grantee) <> 'lobby_migrator'
      -- To ask for VACUUM and the like reads and changes nothing.
      and g.privilege_type <> 'MAINTAIN'`
  const problems: string[] = []
  for (const { table, grantee, privilege } of grants) {
    const fine =
      grantee === 'lobby_app'
        ? privilege === 'SELECT' ||
          (privilege === 'INSERT' && !readOnly.has(table)) ||
          (privilege === 'UPDATE' && !appendOnly.has(table) && !readOnly.has(table)) ||
          (privilege === 'DELETE' && mayDelete.has(table))
        : grantee === 'lobby_relay'
          ? (['outbox', 'platform_outbox'].includes(table) && ['SELECT', 'UPDATE', 'DELETE'].includes(privilege)) ||
            (table === 'live_sequences' && ['SELECT', 'INSERT', 'UPDATE'].includes(privilege))
          : grantee === 'lobby_access' &&
            (privilege === 'SELECT' ||
              (privilege === 'INSERT' && ['audit_seals', 'row_history'].includes(table)) ||
              (privilege === 'UPDATE' && table === 'row_history'))
    if (!fine) problems.push(`${grantee} may ${privilege} ${table}`)
  }
  for (const table of tables)
    if (!grants.some((grant) => grant.table === table && grant.grantee === 'lobby_app'))
      problems.push(`lobby_app cannot use ${table}`)
  return problems
}

async function functionProblems(sql: Sql | TransactionSql): Promise<string[]> {
  const functions = await sql<
    { name: string; owner: string; definer: boolean; settings: string[] | null; open: boolean }[]
  >`
    select p.proname as name, pg_get_userbyid(p.proowner) as owner, p.prosecdef as definer, to_json(p.proconfig) as settings,
      has_function_privilege('public', p.oid, 'execute') as open
    from pg_proc p where p.pronamespace = 'public'::regnamespace`
  const problems: string[] = []
  for (const fn of functions) {
    if (fn.definer !== definerFunctions.has(fn.name))
      problems.push(
        `${fn.name} ${fn.definer ? 'runs as its owner' : 'does not run as its owner'}, which nobody declared`,
      )
    if (fn.definer && fn.owner !== (asOwner.has(fn.name) ? 'lobby_migrator' : 'lobby_access'))
      problems.push(`${fn.name} runs as ${fn.owner}`)
    if (fn.definer && !fn.settings?.some((setting) => setting.startsWith('search_path=')))
      problems.push(`${fn.name} has no fixed search_path`)
    if (fn.definer && fn.open) problems.push(`everybody may call ${fn.name}`)
  }
  for (const name of definerFunctions)
    if (!functions.some((fn) => fn.name === name)) problems.push(`${name} is declared and does not exist`)
  const views = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace in ('public'::regnamespace, 'as_of'::regnamespace)
      and relkind in ('v', 'm') and not coalesce(reloptions @> array['security_invoker=true'], false)`
  const past = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname in ${sql(kept)} and
      (select array_agg(a.attname::text order by a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
      is distinct from (select array_agg(a.attname::text order by a.attname) from pg_attribute a join pg_class v on v.oid = a.attrelid
        where v.relnamespace = 'as_of'::regnamespace and v.relname = c.relname and a.attnum > 0)`
  problems.push(...past.map(({ name }) => `the past of ${name} has other columns than the table`))
  return [...problems, ...views.map((view) => `the view ${view.name} does not ask as its reader`)]
}

async function roleProblems(sql: Sql | TransactionSql): Promise<string[]> {
  const roles = await sql<{ name: string; wide: boolean; login: boolean; memberOf: string[] }[]>`
    select r.rolname as name, r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication as wide, r.rolcanlogin as login,
      (select coalesce(json_agg(pg_get_userbyid(m.roleid)), '[]') from pg_auth_members m where m.member = r.oid) as "memberOf"
    from pg_roles r where r.rolname like 'lobby\\_%' and r.rolname <> 'lobby_local'`
  const owned = await sql<{ owner: string; name: string }[]>`
    select pg_get_userbyid(relowner) as owner, relname as name from pg_class where pg_get_userbyid(relowner) in ('lobby_app', 'lobby_relay', 'lobby_access')`
  const problems = owned.map(({ owner, name }) => `${owner} owns ${name}`)
  for (const role of roles) {
    if (role.wide) problems.push(`${role.name} has an attribute that passes the walls`)
    if (role.name === 'lobby_access' && role.login) problems.push('lobby_access can sign in')
    if (role.name !== 'lobby_migrator' && role.memberOf.length > 0)
      problems.push(`${role.name} is a member of ${role.memberOf.join()}`)
  }
  return problems
}

async function typeProblems(sql: Sql | TransactionSql): Promise<string[]> {
  const enums = await sql<
    { name: string }[]
  >`select typname as name from pg_type where typtype = 'e' and typnamespace = 'public'::regnamespace`
  const floats = await sql<{ name: string }[]>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and data_type in ('double precision', 'real', 'money') and column_name <> 'rank'`
  return [
    ...enums.map((type) => `${type.name} is an enum: comparing it is not leakproof and loses the index`),
    ...floats.map((column) => `${column.name} is a float`),
  ]
}
