import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, test } from 'vitest'
import { ChainReport } from '@/components/audit/chain-report'
import { TrailView } from '@/components/audit/trail-view'
import { verifyAudit } from '@/lib/audit/verify'
import { worldOfTest } from '@/lib/core/testing'
import { readTrail } from './read-trail'

const here = worldOfTest()
const owner = () => here.world.people.owner.ctx

/** Past all rules, as somebody with all power over the database; undone after each test. */
let undo: string[] = []
const behind = (...statements: string[]) =>
  here.sql.unsafe(
    `set session_replication_role = replica; ${statements.join(';')}; set session_replication_role = default`,
  )
afterEach(async () => {
  await behind(...undo)
  undo = []
  expect((await verifyAudit(owner(), {})).broken).toBeNull()
})

const sealed = async (seq: number) => {
  const [row] = await here.sql<{ id: string }[]>`
    select audit_id as id from audit_seals where organization_id = ${owner().organization.id} and seq = ${seq}`
  return row?.id ?? ''
}
const keep = async (table: string, column: string, id: string) => {
  await behind(`create table kept as select * from ${table} where ${column} = '${id}'`)
  undo = [
    `delete from ${table} where ${column} = '${id}'`,
    `insert into ${table} select * from kept`,
    'drop table kept',
  ]
}
const nothing = async () => undefined

/** What the button says, and the page that its link leads to. */
async function followed() {
  const checked = await verifyAudit(owner(), {})
  if (!checked.broken) throw new Error('The chain is whole')
  const at = checked.broken.at?.toISOString() ?? null
  const reader = { locale: 'en-GB', timeZone: 'UTC' }
  const report = renderToStaticMarkup(
    <ChainReport
      org="acme"
      checked={{ ...checked, broken: { ...checked.broken, at } }}
      pending={false}
      onCompare={nothing}
      onLeave={nothing}
      {...reader}
    />,
  )
  const [, address = '', words = ''] = /<a [^>]*href="([^"]+)"[^>]*>([^<]+)</.exec(report) ?? []
  const { pathname, searchParams, hash } = new URL(address, 'http://localhost')
  const trail = await readTrail(owner(), Object.fromEntries(searchParams))
  const page = renderToStaticMarkup(
    <AppRouterContext.Provider value={{} as never}>
      <TrailView org="acme" here="/acme/audit" trail={trail} currency="EUR" {...reader} />
    </AppRouterContext.Provider>,
  )
  return { pathname, words, first: trail.page.items[0]?.id, page, anchor: `id="${hash.slice(1)}"` }
}

describe('a broken chain leads to its entry in the trail', () => {
  test('that was changed: it is the first on its page, and marked', async () => {
    const id = await sealed(3)
    await keep('audit_log', 'id', id)
    await behind(`update audit_log set actor_name = 'Somebody else' where id = '${id}'`)
    const { pathname, words, first, page, anchor } = await followed()
    expect([pathname, words, first]).toEqual(['/acme/audit', 'Open it in the trail', id])
    expect(page).toContain(anchor)
    expect(page.split(anchor)[1]).toMatch(/aria-current="true".*Somebody else/)
    expect(page).toContain('The entry you came for is the first here.')
  })

  test('that was removed: to what was written before it, and says that it is gone', async () => {
    const [id, before] = [await sealed(4), await sealed(3)]
    await keep('audit_log', 'id', id)
    await behind(`delete from audit_log where id = '${id}'`)
    const { words, first, page, anchor } = await followed()
    expect([words, first]).toEqual(['Open what was written before it', before])
    expect(page).not.toContain(anchor)
    expect(page).toContain('The entry you came for is gone.')
  })

  test('that was put in past the seals', async () => {
    const organization = owner().organization.id
    await behind(`insert into audit_log (organization_id, event, actor_kind, actor_name, subject_type, subject_id)
      values ('${organization}', 'task.created', 'system', 'Nobody', 'task', gen_random_uuid())`)
    undo = [`delete from audit_log where actor_name = 'Nobody'`]
    const { words, first, page, anchor } = await followed()
    const [put] = await here.sql`select id from audit_log where actor_name = 'Nobody'`
    expect([words, first]).toEqual(['Open it in the trail', put?.id])
    expect(page).toContain(anchor)
  })
})
