import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { GET, POST } from '@/app/api/unsubscribe/[secret]/route'
import { createComment } from '@/lib/comments/commands/create-comment'
import { invite } from '@/lib/invitations/commands/invite'
import { mailInvitation } from '@/lib/invitations/jobs'
import { decidePayment } from '@/lib/payments/commands/decide-payment'
import { setProjectStatus } from '@/lib/projects/commands/set-status'
import type { RoleKey } from '@/lib/rest/world'
import { createTask } from '@/lib/tasks/commands/create-task'
import { openTicket } from '@/lib/tickets/commands/open-ticket'
import { type Mailbox, startMailbox } from '@/local/mailbox/server'
import { type TemporaryDatabase, temporaryDatabase } from '@/local/postgres/testing'
import { setSwitch } from './commands/set-switch'
import { mailNotice } from './mails'
import { listSwitches } from './settings'
import { noticeWorld } from './testing'

type Letter = { to: string[]; subject: string; text: string; html: string; headers: Record<string, string> }

const house = noticeWorld()
let letters: TemporaryDatabase
let mailbox: Mailbox
let server: Server
let sql: postgres.Sql
beforeAll(async () => {
  letters = await temporaryDatabase()
  mailbox = await startMailbox({ databaseUrl: letters.url, apiKey: 're_test' })
  server = createServer((request, response) => void mailbox.handle(request, response)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  process.env.RESEND_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  sql = postgres(letters.url, { max: 1 })
})
afterAll(async () => {
  await sql.end()
  server.close()
  await mailbox.stop()
  await letters.drop()
})
beforeEach(async () => {
  await house.forget()
  await sql`delete from mailbox.mail`
})

/** Delivers and mails what happened. @returns the letters to somebody */
async function post(key: RoleKey): Promise<Letter[]> {
  for (const { event, ...order } of await house.deliver()) await mailNotice(await house.system(), event, order as never)
  return sql<Letter[]>`select "to", subject, text, html, headers from mailbox.mail
    where "to" = array[${house.world.people[key].email}] order by created_at`
}
const emails = () => Object.values(house.world.people).map(({ email }) => email)

describe('a mail', () => {
  test('of a mention says what was written, in text and HTML, light and dark, and how to stop', async () => {
    const body = `@[Person](${house.member('developer')}) is it ready?`
    await createComment(house.as('project_manager'), { task: house.world.tasks.assigned.id, body })
    const [letter] = await post('developer')
    expect(letter?.subject).toBe('Person project_manager mentioned you on DURA-1 Assigned to the developer')
    for (const part of [letter?.text, letter?.html]) {
      expect(part).toContain('@Person is it ready?')
      expect(part).toContain('/acme/tasks/DURA-1')
      expect(part).toContain('You were mentioned.')
      expect(part).toContain('/api/unsubscribe/')
    }
    expect(letter?.html).toContain('prefers-color-scheme: dark')
    expect(letter?.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
    expect(letter?.headers['List-Unsubscribe']).toMatch(/^<http:\/\/localhost:3000\/api\/unsubscribe\/[\w.-]+>$/)
  })

  test('goes out for an assignment, a rejection with its reason, and a new ticket', async () => {
    await createTask(house.as('project_manager'), {
      project: 'DURA',
      title: 'Paint it',
      assigneeId: house.member('developer'),
    })
    expect((await post('developer')).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Person project_manager assigned DURA-\d+ Paint it to you$/),
    ])
    const reason = 'The sum is not the one agreed on'
    await decidePayment(house.as('verifier'), { payment: house.world.payments.pending, decision: 'REJECTED', reason })
    const [rejected] = await post('salesperson')
    expect(rejected?.subject).toBe('A payment for WAIT Waiting room was rejected')
    expect(rejected?.text).toContain(reason)
    await openTicket(house.as('client'), { project: 'DURA', title: 'It is dark' })
    expect((await post('support')).map(({ subject }) => subject)).toEqual([expect.stringMatching(/It is dark$/)])
  })

  test('to a client holds nothing of the team’s: no hand-over note, no team-only comment, no colleague’s address', async () => {
    await setSwitch(house.as('client'), { kind: 'comments', channel: 'mail', enabled: true })
    await createComment(house.as('client'), { task: house.world.tasks.assigned.id, body: 'When?', shared: true })
    await createComment(house.as('project_manager'), { task: house.world.tasks.assigned.id, body: 'They never pay' })
    await createComment(house.as('project_manager'), {
      task: house.world.tasks.assigned.id,
      body: 'Soon',
      shared: true,
    })
    const note = 'The client is difficult'
    await setProjectStatus(house.as('project_manager'), { project: 'DURA', status: 'COMPLETED', note })
    const toClient = await post('client')
    expect(toClient.map(({ subject }) => subject)).toEqual([
      'Person project_manager commented on DURA-1 Assigned to the developer',
      'DURA DuraCloud relaunch was handed over',
    ])
    const whole = JSON.stringify(toClient.map(({ to: _, ...letter }) => letter))
    for (const secret of ['They never pay', note, ...emails()]) expect(whole).not.toContain(secret)
    expect((await post('support')).at(-1)?.text).toContain(note)
    await setProjectStatus(house.as('owner'), { project: 'DURA', status: 'ACTIVE' })
  })

  test('is not sent of what its reader can no longer see', async () => {
    const { id } = await createComment(house.as('project_manager'), {
      task: house.world.tasks.assigned.id,
      body: `@[Person](${house.member('developer')})`,
    })
    const [order] = await house.deliver()
    await house.sql`update comments set deleted_at = now() where id = ${id}`
    if (!order) throw new Error('Nothing to mail')
    expect(await mailNotice(await house.system(), order.event, order as never)).toBe(false)
  })
})

describe('the link that stops mails', () => {
  const mention = async () => {
    const body = `@[Person](${house.member('developer')})`
    await createComment(house.as('project_manager'), { task: house.world.tasks.assigned.id, body })
    return post('developer')
  }
  const secretOf = (letter: Letter | undefined) =>
    /unsubscribe\/([\w.-]+)>/.exec(letter?.headers['List-Unsubscribe'] ?? '')?.[1] ?? ''
  const call = (method: typeof GET, secret: string) =>
    method(new Request('http://localhost'), { params: Promise.resolve({ secret }) })

  test('asks first when it is opened, and stops that kind and no other when it is sent, however often', async () => {
    await setSwitch(house.as('developer'), { kind: 'mentioned', channel: 'mail', project: 'DURA', enabled: true })
    const secret = secretOf((await mention())[0])
    const asked = await call(GET, secret)
    expect(asked.status).toBe(200)
    expect(await asked.text()).toContain('Stop these mails')
    expect(await mention()).toHaveLength(2)
    for (const _ of [1, 2, 3]) {
      const done = await call(POST, secret)
      expect(done.status).toBe(200)
      expect(await done.text()).toContain('These mails stop here')
    }
    expect(await mention()).toHaveLength(2)
    const { kinds } = await listSwitches(house.as('developer'), {})
    expect(kinds.filter(({ mail }) => mail).map(({ kind }) => kind)).toContain('assigned')
    expect(kinds.find(({ kind }) => kind === 'mentioned')).toMatchObject({ product: true, mail: false })
  })

  test('with a letter changed stops nothing', async () => {
    const secret = secretOf((await mention())[0])
    const other = secret.replace('.mentioned.', '.assigned.')
    expect((await call(POST, other)).status).toBe(404)
    expect((await call(GET, 'nonsense')).status).toBe(404)
    const { kinds } = await listSwitches(house.as('developer'), {})
    expect(kinds.find(({ kind }) => kind === 'assigned')?.mail).toBe(true)
  })
})

describe('an invitation', () => {
  const invited = async (email: string) => {
    const [role] = await house.sql<{ id: string }[]>`
      select id from roles where key = 'member' and organization_id = ${house.as('owner').organization.id}`
    const invitation = await invite(house.as('owner'), { email, roleIds: [role?.id ?? ''] })
    const [event] = (await house.pending()).filter(({ subjectId }) => subjectId === invitation.id)
    await house.forget()
    const sent = await mailInvitation(house.as('owner').organization.id, event?.eventId ?? '', invitation.id)
    return { ...invitation, sent }
  }

  test('can be stopped for good by whoever gets it, without an account; the inviter is told to send the link', async () => {
    expect(await invited('stranger@elsewhere.test')).toMatchObject({ mailed: true, sent: true })
    const [letter] = await sql<Letter[]>`select * from mailbox.mail where "to" = array['stranger@elsewhere.test']`
    expect(letter?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    expect(letter?.text).toContain('No more invitations to this address')
    const secret = /unsubscribe\/([\w.-]+)>/.exec(letter?.headers['List-Unsubscribe'] ?? '')?.[1] ?? ''
    const call = { params: Promise.resolve({ secret }) }
    expect(await (await GET(new Request('http://localhost'), call)).text()).toContain(
      'Stop invitations to this address?',
    )
    const other = { params: Promise.resolve({ secret: `${secret.slice(0, -2)}AA` }) }
    expect((await POST(new Request('http://localhost'), other)).status).toBe(404)
    for (const _ of [1, 2]) expect((await POST(new Request('http://localhost'), call)).status).toBe(200)
    const kept = await house.sql`select address_hash from invitation_stops`
    expect(JSON.stringify(kept)).not.toContain('stranger')

    await house.sql`update invitations set revoked_at = now() where email = 'stranger@elsewhere.test'`
    expect(await invited('Stranger@Elsewhere.test')).toMatchObject({
      mailed: false,
      sent: false,
      path: expect.any(String),
    })
    expect(await invited('friend@elsewhere.test')).toMatchObject({ mailed: true, sent: true })
  })
})
