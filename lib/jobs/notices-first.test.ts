import { expect, test, vi } from 'vitest'
import type { JobEvent } from '@/lib/integrations/inngest'
import { noticesFirst } from './notices-first'

const event = (name: string): JobEvent => ({ id: name, name, data: { eventId: name } })
const always = () => true

test('an event that asks for notices only is done when they are written', async () => {
  const deliver = vi.fn(async () => 0)
  expect(await noticesFirst([event('comment.created')], always, deliver)).toEqual([])
  expect(deliver).toHaveBeenCalledWith({ eventId: 'comment.created' })
})

test('an event with mails goes on to the job that sends them', async () => {
  const mailed = event('task.assigned')
  expect(
    await noticesFirst([event('task.moved'), mailed], always, async ({ eventId }) => (eventId === mailed.id ? 1 : 0)),
  ).toEqual([mailed])
})

test('an event that other jobs wait for goes to all of them', async () => {
  const deliver = vi.fn(async () => 0)
  const verified = event('payment.verified')
  expect(await noticesFirst([verified], () => false, deliver)).toEqual([verified])
  expect(deliver).not.toHaveBeenCalled()
})

test('notices that cannot be written now are left to the job', async () => {
  const one = event('comment.created')
  expect(await noticesFirst([one], always, () => Promise.reject(new Error('the database is away')))).toEqual([one])
})

test('a flood goes to the job service, which spreads it', async () => {
  const deliver = vi.fn(async () => 0)
  const flood = Array.from({ length: 30 }, (_, at) => event(`task.moved ${at}`))
  expect(await noticesFirst(flood, always, deliver)).toHaveLength(30)
  expect(deliver).not.toHaveBeenCalled()
})
