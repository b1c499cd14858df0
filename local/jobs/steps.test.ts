import { afterAll, beforeAll, expect, test } from 'vitest'
import { until, World } from './testing'
import { attempts, stepFunctions } from './testing-steps'

let world: World

beforeAll(async () => {
  world = await World.build((client, note) => stepFunctions(client, note, () => world.times('race won by quick') > 0))
})

afterAll(() => world.close())

test('each step runs once and its result is remembered, whatever characters it holds', async () => {
  await world.client.send({ name: 't/memo', data: { n: 5 } })
  const [run] = await world.ended('memo')
  expect(run).toMatchObject({ status: 'Completed', event_name: 't/memo' })
  expect((await world.run(run!.run_id)).output).toEqual({ b: 6, again: 7, text: 'nul \u0000 and \ud83d\ude00' })
  expect([world.times('memo a'), world.times('memo b')]).toEqual([1, 1])
})

test('a run sleeps for a time and until a moment, then goes on where it was', async () => {
  await world.client.send({ name: 't/sleep' })
  const [run] = await world.ended('sleeper')
  expect(Date.parse(run!.ended_at!) - Date.parse(run!.run_started_at!)).toBeGreaterThanOrEqual(950)
  expect([world.times('sleeper before'), world.times('sleeper after')]).toEqual([1, 1])
})

test('a run waits for the event that matches its own, and goes on without one when the time is up', async () => {
  await world.client.send([
    { name: 't/wait', data: { id: 'one', patience: '20s' } },
    { name: 't/wait', data: { id: 'two', patience: '1s' } },
  ])
  await expect.poll(async () => (await world.sql`select 1 from jobs.waits`).length).toBe(2)
  await world.client.send([
    { name: 't/approved', data: { id: 'other', by: 'eve' } },
    { name: 't/approved', data: { id: 'one', by: 'ann' } },
  ])
  await world.ended('waiter', 2)
  expect(world.ran.filter((line) => line.startsWith('waiter')).sort()).toEqual(['waiter one ann', 'waiter two nobody'])
})

test('events sent from a step start the functions whose condition holds', async () => {
  await world.client.send({ name: 't/fan' })
  await world.ended('fan')
  await world.ended('leaf', 2)
  expect(world.ran.filter((line) => line.startsWith('leaf')).sort()).toEqual(['leaf 2', 'leaf 3'])
  expect(world.times('fan sent 3')).toBe(1)
})

test('a function invokes another and gets its result, its error, or a timeout', async () => {
  await world.client.send([
    { name: 't/call', data: { n: 21 } },
    { name: 't/call', data: { fail: true } },
    { name: 't/call', data: { slow: true } },
  ])
  await world.ended('caller', 3)
  expect(world.ran.filter((line) => line.startsWith('caller')).sort()).toEqual([
    'caller caught The invoked function did not finish in time',
    'caller caught the child refuses',
    'caller got 42',
  ])
})

test('a failing step is retried until it succeeds, and the steps before it are not repeated', async () => {
  await world.client.send({ name: 't/flaky' })
  const [run] = await world.ended('flaky')
  expect(run!.status).toBe('Completed')
  expect(world.times('flaky first')).toBe(1)
  const steps = (await world.run(run!.run_id)).steps
  expect(steps.map(({ name, attempts: made, status }) => ({ name, made, status }))).toEqual([
    { name: 'first', made: 1, status: 'Completed' },
    { name: 'third time lucky', made: 3, status: 'Completed' },
  ])
  expect(attempts.get('flaky')).toBe(3)
})

test('a step that failed for good can be caught by its function', async () => {
  await world.client.send({ name: 't/hopeless' })
  const [run] = await world.ended('hopeless')
  expect(run!.status).toBe('Completed')
  expect(world.times('hopeless tried')).toBe(2)
  expect(world.times('hopeless caught no chance')).toBe(1)
})

test('an error that must not be retried fails the run at once and calls its failure handler once', async () => {
  await world.client.send({ name: 't/stubborn', data: { id: 'S1' } })
  const [run] = await world.ended('stubborn')
  expect(run).toMatchObject({ status: 'Failed', error_message: 'wrong forever' })
  await world.noted(`stubborn failed: wrong forever, from S1, run ${run!.run_id}`)
  await world.noted('finished test-stubborn')
  expect(world.times('stubborn ran')).toBe(1)
})

test('a function that names the time of its next attempt is not called before', async () => {
  await world.client.send({ name: 't/patient' })
  const [run] = await world.ended('patient')
  expect(run!.status).toBe('Completed')
  expect(world.times('patient ran')).toBe(2)
  expect(Date.parse(run!.ended_at!) - Date.parse(run!.run_started_at!)).toBeGreaterThanOrEqual(950)
})

test('a trigger that ends in a star covers every name it begins', async () => {
  await world.client.send([{ name: 'wide/a' }, { name: 'wide/b.c' }, { name: 'narrow/a' }])
  await world.ended('broad', 2)
  expect(world.ran.filter((line) => line.startsWith('broad')).sort()).toEqual(['broad wide/a', 'broad wide/b.c'])
})

test('parallel steps and a sleep beside them each run once before the function goes on', async () => {
  await world.client.send({ name: 't/parallel' })
  const [run] = await world.ended('parallel')
  expect((await world.run(run!.run_id)).output).toBe(3)
  expect(['left', 'right', 'sum'].map((name) => world.times(`parallel ${name}`))).toEqual([1, 1, 1])
})

test('forty parallel steps, one of which fails twice, each give one result', async () => {
  await world.client.send({ name: 't/many' })
  const [run] = await world.ended('many')
  expect((await world.run(run!.run_id)).output).toBe(780)
  const counts = Array.from({ length: 40 }, (_, n) => world.times(`part ${n}`))
  expect(counts).toEqual(counts.map((_, n) => (n === 7 ? 3 : 1)))
})

test('a function goes on with whichever of several waits ends first', async () => {
  await world.client.send({ name: 't/first', data: { id: 'late' } })
  await world.noted('first late: reminder')
  await world.client.send({ name: 't/first', data: { id: 'prompt' } })
  await until(
    async () => (await world.sql`select 1 from jobs.waits where event_name = 't/decision'`).length === 2,
    'it waits',
  )
  await world.client.send([
    { name: 't/decision', data: { id: 'prompt' } },
    { name: 't/decision', data: { id: 'late' } },
  ])
  await world.noted('first prompt: decision')
  await world.ended('first', 2)
  expect(world.ran.filter((line) => line.startsWith('first'))).toHaveLength(2)
  const left = await world.sql`
    select 1 from jobs.timers t join jobs.runs r on r.id = t.run_id where r.function_id = 'test-first'`
  expect(left).toHaveLength(0)
})

test('in a race the function goes on while the slower step still runs', async () => {
  await world.client.send({ name: 't/race' })
  await world.noted('race won by quick')
  const [run] = await world.ended('race')
  expect(run!.status).toBe('Completed')
  expect(world.times('race won by quick')).toBe(1)
})

test('a step that returns more than the hosted service takes fails its run with the reason', async () => {
  await world.client.send({ name: 't/huge' })
  const [run] = await world.ended('huge')
  expect(run).toMatchObject({ status: 'Failed', error_message: expect.stringContaining('4 MB') })
})
