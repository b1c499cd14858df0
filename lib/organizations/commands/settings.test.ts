import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { can, contextFrom } from '@/lib/core/context'
import { askAccess, askMember, askSlugTaken, closePool } from '@/lib/core/transaction'
import { setProjectStatus } from '@/lib/projects/commands/set-status'
import { updateProject } from '@/lib/projects/commands/update-project'
import { client } from '@/lib/rest/testing'
import { buildWorld, founded, type PersonOf, type RoleKey, type World } from '@/lib/rest/world'
import { openTicket } from '@/lib/tickets/commands/open-ticket'
import { updateTicket } from '@/lib/tickets/commands/update-ticket'
import { getSettings } from '../queries'
import { updateSettings } from './update-settings'

let database: TestDatabase
let sql: postgres.Sql
let world: World
let other: PersonOf
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 2 })
  world = await buildWorld()
  other = await founded('other')
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})

async function now(key: RoleKey) {
  const { ctx, memberId } = world.people[key]
  const answer = await askMember(ctx.organization.id, memberId)
  if (!answer) throw new Error(`${key} is out`)
  return contextFrom(answer, 'session', ctx.request)
}
type Change = Omit<Parameters<typeof updateSettings>[1], 'version'>
async function set(change: Change, person: PersonOf = world.people.owner) {
  const { version } = await getSettings(person.ctx, {})
  return updateSettings(person.ctx, { version, ...change })
}
const at = (status: number, path: string) => ({ status, problem: { errors: [{ path }] } })
const lastTrail = async () =>
  (
    await sql`select before, after from audit_log where event = 'organization.settings_changed' order by id desc limit 1`
  )[0]

describe('the settings of an organization', () => {
  test('count on the next request and are written down with what they were', async () => {
    await set({ timeZone: 'Europe/Vienna', locale: 'de-AT', currency: 'chf', requiredShare: 62.5 })
    const { organization } = await now('developer')
    expect(organization).toMatchObject({
      timeZone: 'Europe/Vienna',
      locale: 'de-AT',
      currency: 'CHF',
      requiredShareBp: 6250,
    })
    expect(await lastTrail()).toMatchObject({
      before: { requiredShare: '50 %', timeZone: 'UTC' },
      after: { requiredShare: '62.5 %', timeZone: 'Europe/Vienna' },
    })
    await set({ requiredShare: 50, currency: 'EUR' })
  })

  test('are for those who may change them, by REST too', async () => {
    await expect(getSettings(await now('developer'), {})).rejects.toMatchObject({ status: 403 })
    const as = (key: RoleKey) => client(world.people[key].token)
    const path = `/organizations/${world.slug}/settings`
    expect((await as('project_manager')('PATCH', path, { version: 1, name: 'Mine' })).status).toBe(403)
    const read = await as('admin')('GET', path)
    expect(read.body).toMatchObject({ slug: 'acme', requiredShare: 50, formerSlugs: [] })
    const changed = await as('admin')('PATCH', path, { version: read.body.version, name: 'Acme & Co' })
    expect(changed.body).toMatchObject({ name: 'Acme & Co', version: read.body.version + 1 })
    const late = await as('owner')('PATCH', path, { version: read.body.version, name: 'Too late' })
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({ code: 'STALE', current: { name: 'Acme & Co' } })
  })

  test('of two who change them at once, one is told', async () => {
    const { version } = await getSettings(world.people.owner.ctx, {})
    const outcomes = await Promise.allSettled(
      ['de', 'fr', 'es', 'it'].map((locale) => updateSettings(world.people.owner.ctx, { version, locale })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('refuse at the field what is another organization’s', async () => {
    const { name, contactEmail } = await getSettings(other.ctx, {})
    await expect(set({ name: name.toUpperCase() })).rejects.toMatchObject(at(409, 'name'))
    await expect(set({ contactEmail })).rejects.toMatchObject(at(409, 'contactEmail'))
    await expect(set({ slug: 'other' })).rejects.toMatchObject(at(409, 'slug'))
    await expect(set({ slug: 'settings' })).rejects.toMatchObject(at(400, 'slug'))
  })

  test('refuse hours that overlap or end before they begin, and days and targets that are none', async () => {
    const { calendar, ticketTargets } = await getSettings(world.people.owner.ctx, {})
    const monday = (...hours: [string, string][]) => ({ calendar: { ...calendar, week: week({ 1: hours }) } })
    const week = (days: object) => ({ ...calendar.week, ...days }) as never
    await expect(set(monday(['09:00', '08:00']))).rejects.toMatchObject({ status: 400 })
    await expect(set(monday(['09:00', '13:00'], ['12:00', '17:00']))).rejects.toMatchObject({ status: 400 })
    await expect(set({ calendar: { ...calendar, holidays: ['2026-02-30'] } } as never)).rejects.toMatchObject({
      status: 400,
    })
    const targets = { ...ticketTargets, LOW: { response: 60, resolution: 30 } } as never
    await expect(set({ ticketTargets: targets })).rejects.toMatchObject(at(400, 'ticketTargets.LOW'))
    await set(monday(['13:00', '17:00'], ['09:00', '12:00']))
    expect((await lastTrail())?.after.workingHours).toContain('Mon 09:00–12:00, 13:00–17:00; Tue 09:00–17:00')
  })
})

describe('a former address', () => {
  const access = async (slug: string) => {
    const [row] = await sql`select id from sessions where user_id = (
      select user_id from members where id = ${world.people.developer.memberId}) limit 1`
    return (await askAccess(row?.id, slug))?.access?.organization.slug
  }

  test('leads to the organization for a year, in the one query that asks for access', async () => {
    await set({ slug: 'acme-new' })
    expect(await access('acme-new')).toBe('acme-new')
    expect(await access('acme')).toBe('acme-new')
    const [kept] = await sql`select until > now() + interval '364 days' as long from former_slugs where slug = 'acme'`
    expect(kept?.long).toBe(true)
    expect((await getSettings(world.people.owner.ctx, {})).formerSlugs).toMatchObject([{ slug: 'acme' }])
  })

  test('is nobody else’s meanwhile, also not a new organization’s', async () => {
    await expect(set({ slug: 'acme' }, other)).rejects.toMatchObject(at(409, 'slug'))
    expect(await askSlugTaken('acme')).toBe(true)
    const founding = { name: 'Third', slug: 'acme', contactEmail: 'third@x.test' }
    const made = await client(other.token)('POST', '/organizations', founding)
    expect(made.body).toMatchObject({ code: 'TAKEN', errors: [{ path: 'slug' }] })
  })

  test('can be taken back, and is free when its year is over', async () => {
    await set({ slug: 'acme' })
    expect(await access('acme')).toBe('acme')
    expect(await access('acme-new')).toBe('acme')
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`update former_slugs set until = now() - interval '1 day'`
    })
    expect(await access('acme-new')).toBeUndefined()
    await set({ slug: 'acme-new' }, other)
    await set({ slug: 'other' }, other)
  })

  test('goes to one organization when one leaves it while others take it', async () => {
    const rivals = await Promise.all(['rival-a', 'rival-b', 'rival-c'].map((slug) => founded(slug)))
    const outcomes = await Promise.allSettled([
      set({ slug: 'moved' }, other),
      ...rivals.map((rival) => set({ slug: 'other' }, rival)),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected'])
  })
})

test('a module that is switched off takes its permissions away, and live channels are asked for anew', async () => {
  expect(can(await now('owner'), 'support.tickets.view')).toBe(true)
  await set({ modulesOff: ['support', 'support'] })
  expect(can(await now('owner'), 'support.tickets.view')).toBe(false)
  const [event] =
    await sql`select payload from outbox where type = 'organization.settings_changed' order by id desc limit 1`
  expect(event?.payload.disconnect.length).toBeGreaterThan(7)
  await set({ modulesOff: [] })
  expect(can(await now('support'), 'support.tickets.view')).toBe(true)
})

test('new targets count for tickets that are opened or reprioritized from now on; others keep their times', async () => {
  const { ctx } = world.people.owner
  const project = world.projects.active.id
  const dues = async (id: string) =>
    (
      await sql`select extract(epoch from resolution_due_at - created_at) / 60 as minutes, resolution_due_at as due
      from tickets where id = ${id}`
    )[0]
  const before = await openTicket(ctx, { project, title: 'Before', priority: 'LOW' })
  const due = await dues(before.id)
  const { ticketTargets } = await getSettings(ctx, {})
  const always = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [['00:00', '24:00']]]))
  await set({
    calendar: { week: always as never, holidays: [] },
    ticketTargets: { ...ticketTargets, LOW: { response: 10, resolution: 20 } } as never,
  })
  expect(await dues(before.id)).toEqual(due)
  const after = await openTicket(ctx, { project, title: 'After', priority: 'LOW' })
  expect(Number((await dues(after.id))?.minutes)).toBeCloseTo(20, 0)
  const [row] = await sql`select version from tickets where id = ${before.id}`
  await updateTicket(ctx, { ticket: before.id, version: row?.version, priority: 'URGENT' })
  expect(Number((await dues(before.id))?.minutes)).toBeCloseTo(ticketTargets.URGENT?.resolution ?? 0, 0)
})

test('a lower share makes active what has reached it, unless the project has a share of its own', async () => {
  const { ctx } = world.people.owner
  const project = world.projects.waiting.id
  const state = async () => (await sql`select status, version from projects where id = ${project}`)[0]
  const share = async (requiredShare: number | null) =>
    updateProject(ctx, { project, version: (await state())?.version, requiredShare })
  if ((await state())?.status === 'DRAFT') await setProjectStatus(ctx, { project, status: 'AWAITING_PAYMENT' })
  await share(60)
  await set({ requiredShare: 0 })
  expect((await state())?.status).toBe('AWAITING_PAYMENT')
  await set({ requiredShare: 50 })
  await share(null)
  expect((await state())?.status).toBe('AWAITING_PAYMENT')
  await set({ requiredShare: 0 })
  expect((await state())?.status).toBe('ACTIVE')
})
