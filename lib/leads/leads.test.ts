import { expect, test } from 'vitest'
import { getClient } from '@/lib/clients/queries'
import { worldOfTest } from '@/lib/core/testing'
import { convertLead } from './commands/convert-lead'
import { createLead } from './commands/create-lead'
import { deleteLead, restoreLead } from './commands/delete-lead'
import { moveLead } from './commands/move-lead'
import { updateLead } from './commands/update-lead'
import { getLead, leadPipeline, listLeads } from './queries'

const here = worldOfTest()

const sales = () => here.world.people.salesperson.ctx
const add = (company: string, more = {}) =>
  createLead(sales(), { company, contactName: 'Lena Lead', email: 'lena@lead.test', ...more })

test('a lead becomes a client with its contact, once, and stays as won', async () => {
  const { id } = await add('Brightside', { notes: 'Met at the fair', website: 'https://brightside.test' })
  const { clientId } = await convertLead(sales(), { lead: id, version: 1 })
  const client = await getClient(sales(), { client: clientId })
  expect(client).toMatchObject({ name: 'Brightside', notes: 'Met at the fair', website: 'https://brightside.test' })
  expect(client.contacts).toMatchObject([{ name: 'Lena Lead', email: 'lena@lead.test' }])
  expect(await getLead(sales(), { lead: id })).toMatchObject({ stage: 'WON', client: { id: clientId } })
  await expect(convertLead(sales(), { lead: id, version: 2 })).rejects.toMatchObject({ status: 409 })
  await expect(moveLead(sales(), { lead: id, version: 2, stage: 'NEW' })).rejects.toMatchObject({ status: 409 })
})

test('of ten people who convert the same lead at once, one makes the client', async () => {
  const { id } = await add('Tenfold')
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, () => convertLead(sales(), { lead: id, version: 1 })),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await here.sql`select 1 from clients where name = 'Tenfold'`).toHaveLength(1)
})

test('a lead can join a client that is there', async () => {
  const { id } = await add('Joined')
  const before = await getClient(here.world.people.owner.ctx, { client: here.world.client.id })
  const { clientId } = await convertLead(here.world.people.owner.ctx, {
    lead: id,
    version: 1,
    clientId: here.world.client.id,
  })
  expect(clientId).toBe(here.world.client.id)
  const after = await getClient(here.world.people.owner.ctx, { client: here.world.client.id })
  expect(after.contacts.length).toBe(before.contacts.length + 1)
})

test('losing a lead needs a reason, and a lost lead can come back', async () => {
  const { id } = await add('Lost and found')
  await expect(moveLead(sales(), { lead: id, version: 1, stage: 'LOST' })).rejects.toMatchObject({ status: 400 })
  await moveLead(sales(), { lead: id, version: 1, stage: 'LOST', reason: 'Too expensive' })
  expect(await getLead(sales(), { lead: id })).toMatchObject({ stage: 'LOST', lostReason: 'Too expensive' })
  await moveLead(sales(), { lead: id, version: 2, stage: 'QUALIFIED' })
  expect(await getLead(sales(), { lead: id })).toMatchObject({ stage: 'QUALIFIED', lostReason: null, closedAt: null })
})

test('the pipeline counts what is open, adds up its worth by currency and says what is due', async () => {
  const before = await leadPipeline(sales(), {})
  await add('Worth', { valueMinor: 250_000, currency: 'EUR', followUpOn: '2026-01-05' })
  await add('Worth in dollars', { valueMinor: 100_000, currency: 'USD', followUpOn: '2999-01-05' })
  const after = await leadPipeline(sales(), {})
  expect(after.due).toBe(before.due + 1)
  const fresh = (pipeline: typeof after) => pipeline.stages.find(({ stage }) => stage === 'NEW')
  expect(fresh(after)?.count).toBe((fresh(before)?.count ?? 0) + 2)
  expect(fresh(after)?.values).toEqual(
    expect.arrayContaining([expect.objectContaining({ currency: 'USD', amount: 100_000 })]),
  )
  expect((await listLeads(sales(), { due: 'now' })).items.map(({ company }) => company)).toContain('Worth')
})

test('a stale edit overwrites nothing, and the bin gives a lead back as it was', async () => {
  const { id } = await add('Edited')
  await updateLead(sales(), { lead: id, version: 1, notes: 'First' })
  await expect(updateLead(sales(), { lead: id, version: 1, notes: 'Second' })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'STALE' },
  })
  await deleteLead(here.world.people.owner.ctx, { lead: id })
  await expect(getLead(sales(), { lead: id })).rejects.toMatchObject({ status: 404 })
  await restoreLead(here.world.people.owner.ctx, { lead: id })
  expect(await getLead(sales(), { lead: id })).toMatchObject({ notes: 'First', stage: 'NEW' })
})
