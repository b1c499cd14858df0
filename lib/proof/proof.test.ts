import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { allPermissions } from '@/lib/core/permissions'
import { closePool } from '@/lib/core/transaction'
import { apiDocument } from '@/lib/rest/document'
import { handle } from '@/lib/rest/handle'
import { snapshot } from '@/lib/rest/matrix-restore'
import { createTask } from '@/lib/tasks/commands/create-task'
import { attackActions } from './actions-attack'
import { attackChannels } from './channels-attack'
import { attackAsColleagues } from './colleagues'
import type { Door } from './door'
import { actsIn, compareNeighbour, hashesOf } from './neighbour'
import { type Offered, offeredBy } from './offer'
import { attackPages } from './pages-attack'
import { checkRules } from './rules'
import { attack } from './run'
import { raiseScratch, type Scratch } from './scratch'
import { attackTables } from './tables'

/** What a test opens: a permission that everybody holds, a noun whose predicate lets everything through. */
const { holes, nouns } = vi.hoisted(() => ({ holes: { permission: '', noun: '' }, nouns: [] as string[] }))
vi.mock('@/lib/core/context', async (load) => {
  const real = await load<typeof import('@/lib/core/context')>()
  const { catalogue } = await import('@/lib/core/permissions')
  const contextFrom: typeof real.contextFrom = (...given) => {
    const ctx = real.contextFrom(...given)
    const grant = catalogue[holes.permission as keyof typeof catalogue]?.kind === 'flag' ? true : 'all'
    return holes.permission ? { ...ctx, permissions: { ...ctx.permissions, [holes.permission]: grant } } : ctx
  }
  return { ...real, contextFrom }
})
vi.mock('@/lib/core/scope', async (load) => {
  const real = await load<typeof import('@/lib/core/scope')>()
  const { sql: text } = await import('drizzle-orm')
  const defineScope: typeof real.defineScope = (terms) => {
    const noun = /lib\/(\w+)\/scope/.exec(new Error().stack ?? '')?.[1] ?? ''
    const scope = real.defineScope(terms)
    const open: typeof scope = Object.assign(
      (...given: Parameters<typeof scope>) => (holes.noun === noun ? text`true` : scope(...given)),
      { ways: scope.ways },
    )
    nouns.push(noun)
    return open
  }
  return { ...real, defineScope }
})

/** In the catalogue for what is still to come: nothing asks for them, so nothing can forget to. */
const unused = [
  'organization.api.manage',
  'organization.data.import',
  'organization.data.export',
  'organization.billing.view',
  'organization.billing.manage',
  'finance.reports.view',
]

let database: TestDatabase
let sql: postgres.Sql
let scratch: Scratch
let offered: Offered[]
let restore: () => Promise<void>
const door: Door = { url: 'http://localhost:3000', send: handle }

beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 1, onnotice: () => {} })
  offered = offeredBy(JSON.parse(await apiDocument()))
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})
beforeEach(() => {
  Object.assign(holes, { permission: '', noun: '' })
})

test('an installation without holes is proven sound, and every part asked something', async () => {
  const sections = await attack(door, undefined, false)
  expect(sections.flatMap(({ findings }) => findings)).toEqual([])
  for (const { part, asked } of sections) expect(asked, part).toBeGreaterThan(5)
  expect(sections.reduce((sum, { asked }) => sum + asked, 0)).toBeGreaterThan(5_000)
}, 120_000)

/** Digs with the database's owner, looks, and fills the hole again. */
async function dug<T>(dig: string, fill: string, look: () => Promise<T>): Promise<T> {
  await sql.unsafe(dig)
  try {
    return await look()
  } finally {
    await sql.unsafe(fill)
  }
}

describe('the sheet turns red', () => {
  beforeAll(async () => {
    scratch = await raiseScratch()
    expect((await attackAsColleagues(door, offered, scratch.ours)).findings).toEqual([])
    restore = await snapshot(sql)
  }, 60_000)
  // Through a hole the attackers do change things.
  const attackThroughHole = async (operations: Offered[]) => {
    const { findings } = await attackAsColleagues(door, operations, scratch.ours)
    await restore()
    return findings
  }

  test('for the wall of every single table', async () => {
    const tables = await sql<{ name: string }[]>`
      select tablename as name from pg_policies where schemaname = 'public' and policyname = 'tenant'
        and tablename not in ('organizations', 'live_sequences')`
    expect(tables.length).toBeGreaterThan(30)
    const unseen: string[] = []
    for (const { name } of tables) {
      const { findings } = await dug(`create policy hole on ${name} using (true)`, `drop policy hole on ${name}`, () =>
        attackTables(scratch, name),
      )
      if (!findings.some((finding) => finding.startsWith(`${name}: `))) unseen.push(name)
    }
    expect(unseen).toEqual([])
  }, 60_000)

  test('for every single reference whose key is gone', async () => {
    const keys = await sql<{ table: string; name: string; columns: string; definition: string }[]>`
      select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition,
        (select string_agg(a.attname, ',') from pg_attribute a where a.attrelid = conrelid and a.attnum = any(conkey)) as columns
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and array_length(conkey, 1) > 1
        and (conrelid = 'organizations'::regclass or exists (select 1 from pg_attribute a
          where a.attrelid = conrelid and a.attname = 'organization_id' and a.attnotnull))`
    expect(keys.length).toBeGreaterThan(60)
    const unseen: string[] = []
    let crossed = 0
    for (const { table, name, definition } of keys) {
      const { findings } = await dug(
        `alter table ${table} drop constraint ${name}`,
        `alter table ${table} add constraint ${name} ${definition}`,
        async () => ({
          findings: [...(await attackTables(scratch, table)).findings, ...(await checkRules()).findings],
        }),
      )
      if (findings.length === 0) unseen.push(`${table} ${name} ${definition}`)
      if (findings.some((finding) => finding.includes('can point at'))) crossed++
    }
    expect(unseen).toEqual([])
    // Triggers and checks refuse the others even without their key.
    expect(crossed).toBeGreaterThan(keys.length * 0.7)
  }, 120_000)

  test('for every single permission that is no longer asked for', async () => {
    const unseen: string[] = []
    for (const permission of allPermissions) {
      holes.permission = permission
      const needing = offered.filter((operation) => operation.permission === permission)
      // Without an operation of its own it is asked for within those of a task's conversation.
      const within = offered.filter(({ path }) => /\/(tasks|comments|attachments)\b/.test(path))
      if ((await attackThroughHole(needing.length > 0 ? needing : within)).length === 0) unseen.push(permission)
    }
    expect(unseen).toEqual(unused)
  }, 120_000)

  test('for every noun whose predicate lets everything through', async () => {
    expect(nouns.length).toBeGreaterThan(4)
    for (const noun of nouns) {
      holes.noun = noun
      const looking = offered.filter(({ method, path }) => method === 'GET' && path.includes(`/${noun}`))
      const found = (await attackThroughHole(looking)).filter((finding) => /answers 200|tells/.test(finding))
      expect(found.length, noun).toBeGreaterThan(1)
    }
  }, 120_000)

  test('for a door that refuses everybody, the owner too', async () => {
    const shut: Door = { url: door.url, send: async () => Response.json({ missing: 'x' }, { status: 403 }) }
    const [people, pages, channels] = [
      await attackAsColleagues(shut, offered, scratch.ours),
      await attackPages(shut, ['/[org]/tasks/[task]'], scratch),
      await attackChannels(shut, scratch),
    ]
    expect(people.findings.filter((finding) => finding.endsWith('to the owner')).length).toBeGreaterThan(50)
    expect(pages.findings).toContain('/[org]/tasks/[task] as the owner answers 403')
    expect(channels.findings).toHaveLength(1)
  })

  test('for pages, channels and actions behind a door that lets everybody in', async () => {
    const { ours, theirs } = scratch
    const told = `1:{"ok":true,"data":"${theirs.mark} ${ours.inside}"}`
    const open: Door = { url: door.url, send: async () => new Response(told) }
    const action = { id: 'x', name: 'tasks.createTask', page: '/[org]/tasks/[task]' }
    const sections = [
      await attackPages(open, ['/[org]/tasks/[task]'], scratch),
      await attackChannels(open, scratch),
      await attackActions(open, [action, { ...action, name: 'accounts.signOut' }], scratch),
    ]
    for (const { part, asked, findings } of sections) {
      expect(findings.length, part).toBeGreaterThan(5)
      expect(asked, part).toBeGreaterThan(5)
    }
  })

  test('for a neighbour whose rows have changed, and for an id of theirs in rows of one’s own', async () => {
    const { ours, theirs } = scratch
    const before = { hashes: await hashesOf(theirs), acts: await actsIn(theirs) }
    expect((await compareNeighbour(scratch, before)).findings).toEqual([])
    await createTask(theirs.people.owner.ctx, { project: theirs.ids.project?.[0] ?? '', title: 'By somebody' })
    await createTask(ours.people.owner.ctx, { project: ours.ids.project?.[0] ?? '', title: theirs.ids.task?.[0] ?? '' })
    const { findings } = await compareNeighbour(scratch, before)
    expect(findings).toContain('tasks: the neighbour’s rows have changed')
    expect(findings).toContain('somebody has acted in the neighbour’s organization')
    expect(findings).toContain('tasks: 1 rows hold an id of the neighbour’s')
    await restore()
  })

  test('for rules of the catalogue', async () => {
    const { findings } = await dug(
      'grant update on audit_log to lobby_app',
      'revoke update on audit_log from lobby_app',
      checkRules,
    )
    expect(findings).toEqual(['lobby_app may UPDATE audit_log'])
  })
})
