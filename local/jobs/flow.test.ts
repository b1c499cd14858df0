import { afterAll, beforeAll, expect, test } from 'vitest'
import { until, World } from './testing'

let world: World

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

let active = 0
const peaks = new Map<string, number>()
async function occupied(key: string, ms: number): Promise<void> {
  active++
  peaks.set(key, Math.max(peaks.get(key) ?? 0, active))
  await pause(ms)
  active--
}

const perKey = new Map<string, number>()

beforeAll(async () => {
  world = await World.build((client, note) => [
    client.createFunction(
      {
        id: 'cancellable',
        triggers: [{ event: 't/start' }],
        cancelOn: [{ event: 't/stop', if: 'event.data.id == async.data.id' }],
      },
      async ({ event, step }) => {
        await step.run('begin', () => note(`began ${event.data.id}`))
        await step.waitForEvent('go', { event: 't/go', timeout: '1h' })
        await step.run('end', () => note(`went on ${event.data.id}`))
      },
    ),
    client.createFunction(
      {
        id: 'cancellable-for-a-second',
        triggers: [{ event: 't/start-brief' }],
        cancelOn: [{ event: 't/stop-brief', timeout: '1s' }],
      },
      async ({ step }) => {
        await step.waitForEvent('go', { event: 't/go-brief', timeout: '1h' })
        await step.run('end', () => note('brief went on'))
      },
    ),
    client.createFunction({ id: 'once', triggers: [{ event: 't/once' }] }, async () => note('once')),
    client.createFunction(
      { id: 'idempotent', triggers: [{ event: 't/idem' }], idempotency: 'event.data.order' },
      async ({ event }) => note(`idempotent ${event.data.order}`),
    ),
    client.createFunction(
      { id: 'narrow', triggers: [{ event: 't/narrow' }], concurrency: { limit: 1, key: 'event.data.room' } },
      async ({ event, step }) => {
        await step.run('work', async () => {
          const room = event.data.room as string
          const now = (perKey.get(room) ?? 0) + 1
          perKey.set(room, now)
          peaks.set(room, Math.max(peaks.get(room) ?? 0, now))
          await occupied('narrow', 60)
          perKey.set(room, now - 1)
        })
      },
    ),
    client.createFunction(
      {
        id: 'batch',
        triggers: [{ event: 't/batch' }],
        batchEvents: { maxSize: 3, timeout: '1s', key: 'event.data.k' },
      },
      async ({ events }) => note(`batch ${events.map((event: { data: { n: number } }) => event.data.n).join('+')}`),
    ),
    client.createFunction(
      { id: 'debounced', triggers: [{ event: 't/debounce' }], debounce: { period: '1s', key: 'event.data.k' } },
      async ({ event }) => note(`debounced ${event.data.k}${event.data.n}`),
    ),
    client.createFunction(
      { id: 'limited', triggers: [{ event: 't/limited' }], rateLimit: { limit: 2, period: '1h' } },
      async () => note('limited'),
    ),
    client.createFunction(
      { id: 'throttled', triggers: [{ event: 't/throttled' }], throttle: { limit: 2, period: '2s' } },
      async () => note(`throttled ${Date.now()}`),
    ),
    client.createFunction(
      { id: 'single-skip', triggers: [{ event: 't/single-skip' }], singleton: { mode: 'skip' } },
      async ({ event, step }) => {
        await step.waitForEvent('go', { event: 't/single-skip-go', timeout: '1h' })
        await step.run('done', () => note(`skip ${event.data.n}`))
      },
    ),
    client.createFunction(
      { id: 'single-cancel', triggers: [{ event: 't/single-cancel' }], singleton: { mode: 'cancel' } },
      async ({ event, step }) => {
        await step.waitForEvent('go', { event: 't/single-cancel-go', timeout: '1h' })
        await step.run('done', () => note(`latest ${event.data.n}`))
      },
    ),
    client.createFunction(
      {
        id: 'ranked',
        triggers: [{ event: 't/ranked' }],
        concurrency: 1,
        priority: { run: 'event.data.rank' },
      },
      async ({ event }) => {
        note(`ranked ${event.data.rank}`)
        await pause(30)
      },
    ),
    client.createFunction(
      { id: 'overlong', triggers: [{ event: 't/overlong' }], timeouts: { finish: '1s' } },
      async ({ step }) => {
        await step.sleep('for ever', '1h')
      },
    ),
    client.createFunction({ id: 'later', triggers: [{ event: 't/later' }] }, async () => note(`later ${Date.now()}`)),
    client.createFunction(
      { id: 'cron', triggers: [{ cron: 'CRON_TZ=Europe/Berlin 0 9 * * 1-5' }] },
      async ({ event }) => note(`cron ${event.name} ${event.data?.cron}`),
    ),
  ])
})

afterAll(() => world.close())

test('an event cancels the run it matches and no other', async () => {
  await world.client.send([
    { name: 't/start', data: { id: 'x' } },
    { name: 't/start', data: { id: 'y' } },
  ])
  await until(
    async () => (await world.sql`select 1 from jobs.waits where event_name = 't/go'`).length === 2,
    'both wait',
  )
  await world.client.send({ name: 't/stop', data: { id: 'x' } })
  await until(
    async () => (await world.runs('cancellable')).some((run) => run.status === 'Cancelled'),
    'one is cancelled',
  )
  await world.client.send({ name: 't/go' })
  const runs = await world.ended('cancellable', 2)
  expect(runs.map((run) => run.status).sort()).toEqual(['Cancelled', 'Completed'])
  expect([world.times('went on x'), world.times('went on y')]).toEqual([0, 1])
})

test('a cancelling event that comes after its time does nothing', async () => {
  await world.client.send({ name: 't/start-brief' })
  await until(
    async () => (await world.sql`select 1 from jobs.waits where event_name = 't/go-brief'`).length === 1,
    'it waits',
  )
  await until(
    async () => (await world.sql`select 1 from jobs.waits where event_name = 't/stop-brief'`).length === 0,
    'time is up',
  )
  await world.client.send([{ name: 't/stop-brief' }, { name: 't/go-brief' }])
  const [run] = await world.ended('cancellable-for-a-second')
  expect(run!.status).toBe('Completed')
})

test('an event sent twice with the same id has one effect and keeps its first id', async () => {
  const first = await world.client.send({ id: 'order-1', name: 't/once' })
  const second = await world.client.send([
    { id: 'order-1', name: 't/once' },
    { id: 'order-2', name: 't/once' },
    { id: 'order-2', name: 't/once' },
  ])
  await world.ended('once', 2)
  await world.quiet()
  expect(second.ids[0]).toBe(first.ids[0])
  expect(second.ids[1]).toBe(second.ids[2])
  expect(world.times('once')).toBe(2)
})

test('a function with an idempotency key runs once per key', async () => {
  for (const order of ['A', 'B', 'A', 'A']) await world.client.send({ name: 't/idem', data: { order } })
  await world.ended('idempotent', 2)
  expect([world.times('idempotent A'), world.times('idempotent B')]).toEqual([1, 1])
  expect(await world.runs('idempotent')).toHaveLength(2)
})

test('steps that share a key take turns while other keys go on', async () => {
  const rooms = ['red', 'red', 'red', 'blue', 'blue', 'blue', 'green', 'green']
  await world.client.send(rooms.map((room) => ({ name: 't/narrow', data: { room } })))
  await world.ended('narrow', rooms.length)
  expect([peaks.get('red'), peaks.get('blue'), peaks.get('green')]).toEqual([1, 1, 1])
  expect(peaks.get('narrow')).toBeGreaterThan(1)
})

test('a batch starts when it is full, and what is left when its time is up', async () => {
  for (const n of [1, 2, 3, 4]) await world.client.send({ name: 't/batch', data: { k: 'a', n } })
  await world.client.send({ name: 't/batch', data: { k: 'b', n: 9 } })
  await world.noted('batch 1+2+3')
  await Promise.all([world.noted('batch 4'), world.noted('batch 9')])
  expect(world.ran.filter((line) => line.startsWith('batch'))).toHaveLength(3)
})

test('a debounced function runs once, with the last event of each key', async () => {
  for (const n of [1, 2, 3]) {
    await world.client.send([
      { name: 't/debounce', data: { k: 'p', n } },
      { name: 't/debounce', data: { k: 'q', n } },
    ])
  }
  await world.ended('debounced', 2)
  await world.quiet()
  expect(world.ran.filter((line) => line.startsWith('debounced')).sort()).toEqual(['debounced p3', 'debounced q3'])
})

test('a rate limit drops what is above it', async () => {
  await world.client.send([1, 2, 3, 4].map((n) => ({ name: 't/limited', data: { n } })))
  await world.ended('limited', 2)
  await world.quiet()
  expect(world.times('limited')).toBe(2)
})

test('a throttle spreads the starts over its period', async () => {
  await world.client.send([1, 2, 3].map((n) => ({ name: 't/throttled', data: { n } })))
  await world.ended('throttled', 3)
  const times = world.ran.filter((line) => line.startsWith('throttled')).map((line) => Number(line.split(' ')[1]))
  expect(times.at(-1)! - times[0]!).toBeGreaterThanOrEqual(1800)
})

test('a singleton refuses a second run, or gives way to it', async () => {
  for (const n of [1, 2]) {
    await world.client.send([
      { name: 't/single-skip', data: { n } },
      { name: 't/single-cancel', data: { n } },
    ])
  }
  await until(async () => {
    const waiting = await world.sql`select 1 from jobs.waits where event_name like 't/single-%-go'`
    return waiting.length === 2
  }, 'one of each waits')
  await world.client.send([{ name: 't/single-skip-go' }, { name: 't/single-cancel-go' }])
  await world.noted('skip 1')
  await world.noted('latest 2')
  expect((await world.ended('single-skip')).map((run) => run.status)).toEqual(['Completed'])
  expect((await world.ended('single-cancel', 2)).map((run) => run.status)).toEqual(['Completed', 'Cancelled'])
})

test('runs of higher rank overtake those that wait', async () => {
  await world.client.send([0, 1, 2, 600, 3].map((rank) => ({ name: 't/ranked', data: { rank } })))
  await world.ended('ranked', 5)
  expect(world.ran.filter((line) => line.startsWith('ranked'))[0]).toBe('ranked 600')
})

test('a run that takes longer than it may is cancelled', async () => {
  await world.client.send({ name: 't/overlong' })
  const [run] = await world.ended('overlong')
  expect(run!.status).toBe('Cancelled')
})

test('an event dated in the future starts its run then', async () => {
  const ts = Date.now() + 1000
  await world.client.send({ name: 't/later', ts })
  await world.ended('later')
  const at = Number(world.ran.find((line) => line.startsWith('later'))!.split(' ')[1])
  expect(at).toBeGreaterThanOrEqual(ts - 5)
})

test('a cron is due in its own time zone, fires once when it is, and makes up for a missed time once', async () => {
  const next = async () => {
    const [row] = await world.sql<{ next_at: Date }[]>`select next_at from jobs.crons where function_id = 'test-cron'`
    return row!.next_at
  }
  const zoned = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' })
  expect(zoned.format(await next())).toBe('09:00')

  await world.sql`update jobs.crons set next_at = now() - interval '3 days'`
  await world.noted('cron inngest/scheduled.timer CRON_TZ=Europe/Berlin 0 9 * * 1-5')
  await world.quiet()
  expect(world.ran.filter((line) => line.startsWith('cron'))).toHaveLength(1)
  expect((await next()).getTime()).toBeGreaterThan(Date.now())
})

test('a new build brings its functions and takes away those it no longer has', async () => {
  const narrower = await World.build((client, note) => [
    client.createFunction({ id: 'old', triggers: [{ event: 't/x' }, { cron: '0 0 * * *' }] }, async () => note('old')),
  ])
  try {
    narrower.serve((client, note) => [
      client.createFunction({ id: 'new', triggers: [{ event: 't/y' }] }, async () => note('new')),
    ])
    await narrower.jobs.sync()
    await narrower.client.send([{ name: 't/x' }, { name: 't/y' }])
    await narrower.noted('new')
    await narrower.quiet()
    expect(narrower.ran).toEqual(['new'])
    expect(await narrower.sql`select 1 from jobs.crons`).toHaveLength(0)
  } finally {
    await narrower.close()
  }
})
