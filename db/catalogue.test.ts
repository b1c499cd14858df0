import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogueProblems } from './catalogue'
import { type TestDatabase, testDatabase } from './testing'

let database: TestDatabase
let sql: postgres.Sql
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 2, onnotice: () => {} })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

test('every table, key, policy, grant, function and role stands as the design says', async () => {
  expect(await catalogueProblems(sql)).toEqual([])
})

test('the product’s own role sees the same, so that a running installation can be asked', async () => {
  const app = postgres(database.appUrl, { max: 1 })
  try {
    expect(await catalogueProblems(app)).toEqual([])
    await sql`grant truncate on tasks to lobby_relay`
    expect(await catalogueProblems(app)).toEqual(['lobby_relay may TRUNCATE tasks'])
  } finally {
    await sql`revoke truncate on tasks from lobby_relay`
    await app.end()
  }
})

/** Each hole is dug in a transaction that is rolled back; what the check says names the hole. */
const holes: [string, string, RegExp][] = [
  ['a policy dropped', 'drop policy tenant on tasks', /tasks has no tenant policy/],
  ['row security switched off', 'alter table payments disable row level security', /payments has no forced/],
  ['row security not forced', 'alter table payments no force row level security', /payments has no forced/],
  ['a wider policy added', 'create policy everybody on clients using (true)', /clients has a policy “everybody”/],
  ['a policy widened', 'alter policy tenant on clients using (true)', /clients has no tenant policy/],
  [
    'a single-column key',
    'alter table tasks add unique (id); alter table tasks add constraint hole foreign key (parent_id) references tasks (id)',
    /hole can point into another tenant/,
  ],
  [
    'a composite key dropped',
    'alter table tasks drop constraint tasks_parent_fk',
    /tasks\.parent_id points at nothing/,
  ],
  ['a key unique across tenants', 'create unique index hole on projects (key)', /hole is unique across tenants/],
  ['a table without a tenant', 'create table hole (id int)', /hole has no organization_id/],
  ['the trail made editable', 'grant update on audit_log to lobby_app', /lobby_app may UPDATE audit_log/],
  ['a right to empty a table', 'grant truncate on tasks to lobby_app', /lobby_app may TRUNCATE tasks/],
  [
    'the trigger for audit dropped',
    'drop trigger nothing_unheard on projects',
    /projects can change without an audit row/,
  ],
  [
    'the trigger for audit disabled',
    'alter table projects disable trigger nothing_unheard',
    /projects can change without an audit row/,
  ],
  [
    'a function that runs as a superuser',
    'create function hole() returns int language sql security definer as $$ select 1 $$',
    /hole runs as/,
  ],
  [
    'the deletion of organizations open to everybody',
    'grant execute on function app_delete_organization(uuid) to public',
    /everybody may call app_delete_organization/,
  ],
  [
    'the deletion of organizations as a role that passes walls',
    'alter function app_delete_organization(uuid) owner to current_user',
    /app_delete_organization runs as/,
  ],
  ['a trail without its chain', 'alter table audit_log disable trigger seal', /audit_log are not sealed/],
  [
    'a chain that the product may write',
    'grant insert on audit_seals to lobby_app',
    /lobby_app may INSERT audit_seals/,
  ],
  ['a view that asks as its owner', 'create view hole as select * from tasks', /view hole/],
  ['a role that passes the walls', 'alter role lobby_app bypassrls', /lobby_app has an attribute/],
  ['an enum', "create type hole as enum ('a')", /hole is an enum/],
  ['money as a float', 'alter table payments add column hole double precision', /payments.hole is a float/],
]

describe('the check turns red for', () => {
  test.each(holes)('%s', async (_, digging, expected) => {
    const dug = new Error('rolled back')
    await sql
      .begin(async (tx) => {
        await tx.unsafe(digging)
        expect((await catalogueProblems(tx)).join('\n')).toMatch(expected)
        throw dug
      })
      .catch((error) => {
        if (error !== dug) throw error
      })
  })
})
