import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { attachToProject, attachToTask, attachToTicket } from '@/lib/attachments/commands/upload-attachment'
import { createClient } from '@/lib/clients/commands/create-client'
import { commentOnProject, commentOnTask, commentOnTicket } from '@/lib/comments/commands/create-comment'
import { startExport } from '@/lib/exports/commands/start-export'
import { getExportFile } from '@/lib/exports/queries'
import { exportLists } from '@/lib/exports/schema'
import { channelsOf } from '@/lib/jobs/relay'
import { createLead } from '@/lib/leads/commands/create-lead'
import { sharedChannel, taskChannel } from '@/lib/notifications/channels'
import { setSwitch } from '@/lib/notifications/commands/set-switch'
import { kindsFor, type NoticeKind } from '@/lib/notifications/kinds'
import { mailNotice } from '@/lib/notifications/mails'
import { noticeWorld } from '@/lib/notifications/testing'
import { recordPayment } from '@/lib/payments/commands/record-payment'
import { createProject } from '@/lib/projects/commands/create-project'
import { createTask } from '@/lib/tasks/commands/create-task'
import { escalateTicket } from '@/lib/tickets/commands/escalate-ticket'
import { type Mailbox, startMailbox } from '@/local/mailbox/server'
import { type TemporaryDatabase, temporaryDatabase } from '@/local/postgres/testing'
import { send } from './matrix-run'
import { operations } from './router'

vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
})

/** What no client may receive, wherever they look; each word begins alike, so that one search finds them all. */
const bird = (of: string) => `canarybird ${of}`
const sum = 7_654_321

const house = noticeWorld()
let letters: TemporaryDatabase
let mailbox: Mailbox
let server: Server
let post: postgres.Sql
/** Ids to ask for, the client's own and those of others. */
const ids: Record<string, string[]> = {}
const insideIds: string[] = []

beforeAll(async () => {
  letters = await temporaryDatabase()
  mailbox = await startMailbox({ databaseUrl: letters.url, apiKey: 're_test' })
  server = createServer((request, response) => void mailbox.handle(request, response)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  process.env.RESEND_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  post = postgres(letters.url, { max: 1 })
  await plantCanaries()
}, 60_000)
afterAll(async () => {
  await post.end()
  server.close()
  await mailbox.stop()
  await letters.drop()
})

const file = (of: string) => new File([bird(`inside the file of ${of}`)], `${bird(`name of the file of ${of}`)}.txt`)

async function plantCanaries() {
  const { world, as } = house
  const [owner, manager] = [as('owner'), as('project_manager')]
  for (const kind of kindsFor(as('client')) as NoticeKind[])
    await setSwitch(as('client'), { kind, channel: 'mail', enabled: true }).catch(() => null)

  const named = `@[Person](${house.member('client')})`
  const say = { body: `${bird('in a team-only comment')} ${named}` }
  const open = { body: `For the client to read ${named}`, shared: true }
  const onTask = await commentOnTask(manager, { task: 'DURA-1', ...open })
  const comments = [
    onTask,
    await commentOnTask(manager, { task: 'DURA-1', ...say }),
    await commentOnTask(manager, { task: 'DURA-1', ...say, parent: onTask.id }),
    await commentOnTicket(manager, { ticket: 'SUP-1', ...say }),
    await commentOnProject(manager, { project: 'DURA', ...say }),
  ]
  insideIds.push(...comments.slice(1).map(({ id }) => id))
  const files = [
    await attachToTask(manager, { task: 'DURA-1', file: file('a task') }),
    await attachToTicket(manager, { ticket: 'SUP-1', file: file('a ticket') }),
    await attachToProject(manager, { project: 'DURA', file: file('a project') }),
  ]
  insideIds.push(...files.map(({ id }) => id))
  const ofComment = await attachToTask(manager, { task: 'DURA-1', file: file('a comment') })
  const inside = await commentOnTask(manager, { task: 'DURA-1', ...say, attachments: [ofComment.id] })
  insideIds.push(inside.id, ofComment.id)
  await escalateTicket(owner, { ticket: 'SUP-1', reason: bird('why it was escalated') })

  const rival = await createClient(owner, {
    name: bird('another client'),
    contacts: [{ name: bird('another contact'), email: 'canarybird@rival.test' }],
  })
  const project = await createProject(owner, {
    title: bird('another project'),
    key: 'RIVAL',
    clientId: rival.id,
    cost: { amount: sum, currency: 'EUR' },
  })
  const task = await createTask(owner, { project: project.id, title: bird('a task elsewhere') })
  const payment = await recordPayment(owner, {
    project: project.id,
    amount: { amount: sum, currency: 'EUR' },
    method: 'CASH',
    reference: bird('a reference'),
    paidOn: '2026-09-01',
  })
  const elsewhere = await attachToTask(owner, { task: task.id, file: file('another client'), shared: true })
  const lead = await createLead(owner, { company: bird('a lead') })
  Object.assign(ids, {
    project: ['DURA', 'WAIT', 'RIVAL', world.projects.active.id, project.id],
    task: ['DURA-1', 'DURA-2', 'WAIT-1', 'RIVAL-1', task.id],
    ticket: ['SUP-1'],
    client: [world.client.id, rival.id],
    lead: [lead.id],
    comment: [...comments.map(({ id }) => id), inside.id],
    attachment: [...files.map(({ id }) => id), ofComment.id, elsewhere.id],
    payment: [world.payments.verified, world.payments.pending, payment.id],
  })
}

/** Addresses of colleagues, names of those who never wrote to the client, sums that are not theirs. */
const secrets = () => {
  const colleagues = Object.entries(house.world.people).filter(([key]) => key !== 'client')
  return [
    'canarybird',
    `"amount":${sum}`,
    'Waiting room',
    'TR-2',
    ...colleagues.map(([, { email }]) => email),
    ...['admin', 'member', 'support', 'verifier', 'salesperson'].map((key) => `Person ${key}`),
  ]
}
const found = (text: string) => secrets().filter((secret) => text.includes(secret))

/** The addresses of an operation with every id that there is, or one that is nobody's. */
function addressesOf(path: string): string[] {
  const name = /\{(\w+)\}/.exec(path)?.[1]
  if (!name) return [path]
  const values = name === 'org' ? ['acme'] : (ids[name] ?? ['01991111-2222-7333-8444-555566667777'])
  return values.flatMap((value) => addressesOf(path.replace(`{${name}}`, value)))
}

test('no answer of any operation holds a canary for a client, and their own are there', async () => {
  const { token } = house.world.people.client
  const told: string[] = []
  let answered = 0
  for (const { name, path, method } of operations) {
    if (method !== 'GET') continue
    for (const address of addressesOf(path)) {
      const queries = name === 'search.find' ? ['?q=canarybird', '?q=rival', '?q=another', '?q=person'] : ['']
      for (const query of queries) {
        const { status, text } = await send({ method: 'GET', path: `${address}${query}`, token })
        if (status === 200) answered++
        for (const secret of found(text)) told.push(`${name} (${address}${query}) tells ${secret}`)
      }
    }
  }
  expect(told).toEqual([])
  expect(answered).toBeGreaterThan(35)
  const { text } = await send({ method: 'GET', path: '/organizations/acme/tasks/DURA-1/comments', token })
  expect(text).toContain('For the client to read')
}, 60_000)

test('the canaries are there for who may read them, so that looking for them means something', async () => {
  const { token } = house.world.people.owner
  const read = async (path: string) => (await send({ method: 'GET', path: `/organizations/acme${path}`, token })).text
  for (const path of [
    '/tasks/DURA-1/comments',
    '/projects/DURA/attachments',
    '/clients',
    '/leads',
    '/search?q=canarybird',
  ])
    expect(await read(path), path).toContain('canarybird')
})

test('no export of a client holds a canary', async () => {
  const { ctx } = house.world.people.client
  const refused: string[] = []
  for (const list of exportLists) {
    const started = await startExport(ctx, { list, format: 'csv' }).catch(() => null)
    if (!started) refused.push(list)
    else
      expect(found(Buffer.from((await getExportFile(ctx, { export: started.id })).content).toString()), list).toEqual(
        [],
      )
  }
  expect(refused).toEqual(expect.arrayContaining(['clients', 'leads', 'members']))
  expect(refused).not.toContain('tasks')
})

test('no notice and no mail tells a client of what they may not read', async () => {
  const { token, email } = house.world.people.client
  for (const { event, ...order } of await house.deliver()) await mailNotice(await house.system(), event, order as never)
  const mails = await post<{ to: string[]; subject: string; text: string; html: string }[]>`
    select "to", subject, text, html from mailbox.mail`
  expect(mails.length).toBeGreaterThan(1)
  const theirs = mails.filter(({ to }) => to.includes(email))
  expect(theirs.length).toBeGreaterThan(0)
  for (const { subject, text, html } of theirs) expect(found(`${subject} ${text} ${html}`), subject).toEqual([])
  const notices = await send({ method: 'GET', path: '/organizations/acme/notifications?limit=100', token })
  expect(notices.text).toContain('comment')
  expect(found(notices.text)).toEqual([])
})

test('nothing that only the team may read is told on a channel that a client hears', async () => {
  const { ctx } = house.world.people.client
  const { active } = house.world.projects
  const heard = [
    sharedChannel(ctx.organization.id, active.id),
    taskChannel(ctx.organization.id, house.world.tasks.assigned.id),
  ]
  const events = await house.sql<Parameters<typeof channelsOf>[0][]>`
    select id, organization_id as "organizationId", type, subject_type as "subjectType", subject_id as "subjectId",
      project_id as "projectId", task_id as "taskId", ticket_id as "ticketId", shared_with_client as shared, payload
    from outbox where subject_id in ${house.sql(insideIds)}`
  expect(events.length).toBeGreaterThanOrEqual(insideIds.length)
  for (const event of events)
    expect(
      channelsOf(event).filter((channel) => heard.includes(channel)),
      event.type,
    ).toEqual([])
})
