import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { POST } from '@/app/api/unsubscribe/[secret]/route'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { setSwitch } from '@/lib/notifications/commands/set-switch'
import { buildWorld, type World } from '@/lib/rest/world'
import { type Mailbox, startMailbox } from '@/local/mailbox/server'
import { type TemporaryDatabase, temporaryDatabase } from '@/local/postgres/testing'
import { sendDigest } from './jobs'

let database: TestDatabase
let letters: TemporaryDatabase
let mailbox: Mailbox
let server: Server
let world: World
let sql: postgres.Sql

beforeAll(async () => {
  ;[database, letters] = await Promise.all([testDatabase(), temporaryDatabase()])
  mailbox = await startMailbox({ databaseUrl: letters.url, apiKey: 're_test' })
  server = createServer((request, response) => void mailbox.handle(request, response)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  process.env.RESEND_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  world = await buildWorld()
  sql = postgres(letters.url, { max: 1 })
})
afterAll(async () => {
  await sql.end()
  server.close()
  await mailbox.stop()
  await closePool()
  await Promise.all([database.drop(), letters.drop()])
})

const reader = (key: 'developer' | 'verifier' | 'client', kind: 'daily' | 'weekly' | 'inactive', period: string) => {
  const { memberId, email, ctx } = world.people[key]
  return { memberId, email, kind, period, userId: ctx.actor.kind === 'system' ? '' : ctx.actor.userId }
}
const org = () => world.people.owner.ctx.organization.id
const mailsTo = (email: string) =>
  sql<{ subject: string; text: string }[]>`select subject, text from mailbox.mail where "to" = array[${email}]`

describe('a digest', () => {
  test('reaches a reader once per period, however often it is asked for at once', async () => {
    const verifier = reader('verifier', 'daily', '2026-11-20')
    // The mail service refuses the same key twice at once; the job would try again.
    await Promise.allSettled(Array.from({ length: 8 }, () => sendDigest(org(), verifier)))
    await sendDigest(org(), verifier)
    const mails = await mailsTo(verifier.email)
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).toContain('1 payment waits to be verified')
    await sendDigest(org(), { ...verifier, period: '2026-11-21' })
    expect(await mailsTo(verifier.email)).toHaveLength(2)
  })

  test('carries the link that stops it, for this member and no other', async () => {
    const verifier = reader('verifier', 'daily', '2026-11-24')
    await sendDigest(org(), verifier)
    const [letter] = await sql<{ headers: Record<string, string>; text: string }[]>`
      select headers, text from mailbox.mail where "to" = array[${verifier.email}] order by created_at desc limit 1`
    expect(letter?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    expect(letter?.text).toContain('No more mails of the kind “Summaries”')
    const secret = /unsubscribe\/([\w.-]+)>/.exec(letter?.headers['List-Unsubscribe'] ?? '')?.[1] ?? ''
    const stopped = await POST(new Request('http://localhost'), { params: Promise.resolve({ secret }) })
    expect(await stopped.text()).toContain('These mails stop here')
    expect(await sendDigest(org(), reader('verifier', 'daily', '2026-11-25'))).toBe(false)
    expect(await sendDigest(org(), reader('verifier', 'weekly', '2026-11-25'))).toBe(false)
    await setSwitch(world.people.verifier.ctx, { kind: 'digests', channel: 'mail', enabled: true })
    expect(await sendDigest(org(), reader('verifier', 'daily', '2026-11-26'))).toBe(true)
  })

  test('is not sent when it has nothing to say', async () => {
    expect(await sendDigest(org(), reader('developer', 'daily', '2020-01-01'))).toBe(false)
    expect(await mailsTo(world.people.developer.email)).toHaveLength(0)
  })

  test('tells a client of no project that was not shared with them', async () => {
    await sendDigest(org(), reader('client', 'weekly', '2026-11-23'))
    const [mail] = await mailsTo(world.people.client.email)
    expect(mail?.text).toContain('DURA')
    expect(mail?.text).not.toContain('WAIT')
  })

  test('does not remind somebody who was here', async () => {
    expect(await sendDigest(org(), reader('developer', 'inactive', '2026-11-20'))).toBe(false)
  })
})
