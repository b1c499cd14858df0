import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { verifyAudit } from '@/lib/audit/verify'
import { systemContext } from '@/lib/core/system'
import { closePool } from '@/lib/core/transaction'
import { temporaryDatabase } from '@/local/postgres/testing'
import { migrateDatabase } from './migrate'
import { pointAt, testDatabase } from './testing'

/** Brings a database to where an older version of Lobby left it: the first `count` migrations and no more. */
async function migrateTo(count: number, url: string) {
  const folder = mkdtempSync(join(tmpdir(), 'lobby-migrations-'))
  cpSync(join(import.meta.dirname, 'migrations'), folder, { recursive: true })
  const file = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: unknown[] }
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }))
  await migrateDatabase(url, folder)
  rmSync(folder, { recursive: true })
}

const organization = '01990000-0000-7000-8000-000000000001'
const person = '01990000-0000-7000-8000-000000000002'

/** What is in a trail: words in many alphabets, numbers, nothing, several entries at once. */
async function write(sql: postgres.Sql) {
  const after = sql.json({
    title: 'Größe “9″ 中文 🙂',
    cost: 12.5,
    none: null,
    'crm.leads.view': 'own',
    a: [1, { b: 2 }],
  })
  const entry = (tx: postgres.TransactionSql, event: string) => tx`insert into audit_log
    (organization_id, event, actor_kind, actor_member_id, actor_name, subject_type, subject_id, before, after, reason, address, request_id)
    values (${organization}, ${event}, 'session', ${person}, 'Zoë', 'task', gen_random_uuid(), null, ${after}, 'So', '192.0.2.1', 'r')`
  for (const events of [['task.created'], ['task.moved', 'task.updated', 'task.assigned'], ['task.deleted']])
    await sql.begin(async (tx) => {
      await tx`select set_config('app.organization_id', ${organization}, true)`
      for (const event of events) await entry(tx, event)
    })
}

/** An organization with its owner; what else comes with one is not needed here. */
const found = (sql: postgres.Sql) =>
  sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`insert into organizations (id, slug, name, contact_email, owner_member_id)
      values (${organization}, 'older', 'Older', 'o@older.test', ${person})`
    const [user] = await tx`insert into users (email, name) values ('o@older.test', 'Zoë') returning id`
    await tx`insert into members (organization_id, id, user_id, name, email, is_owner)
      values (${organization}, ${person}, ${user?.id}, 'Zoë', 'o@older.test', true)`
  })

test('the trail of an installation that was brought from version to version is unbroken, and goes on unbroken', async () => {
  // The cluster's roles come with the first database of a run.
  await (await testDatabase()).drop()
  const database = await temporaryDatabase('template0')
  const { superuserUrl, migratorUrl } = pointAt(database.url)
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`alter schema public owner to lobby_migrator`
    await sql`alter database ${sql(database.name)} owner to lobby_migrator`
    // Before there were seals; with the first; before and after their trigger was replaced; lately.
    const stops = [9, 10, 17, 18, 23, 25]
    for (const [index, count] of stops.entries()) {
      await migrateTo(count, migratorUrl)
      if (index === 0) await found(sql)
      await write(sql)
    }
    expect(await migrateDatabase(migratorUrl)).toBeGreaterThan(0)
    const ctx = await systemContext(organization, 'test')
    const entries = 5 * stops.length
    expect(await verifyAudit(ctx, {})).toMatchObject({ entries, seal: { seq: entries }, broken: null })
    await write(sql)
    expect(await verifyAudit(ctx, {})).toMatchObject({ entries: entries + 5, broken: null })
  } finally {
    await closePool()
    await sql.end()
    await database.drop()
  }
})
