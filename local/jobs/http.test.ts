import { afterAll, beforeAll, expect, test } from 'vitest'
import { tidy } from './housekeeping'
import { hashedSigningKey, sign, verifySignature } from './signing'
import { eventKey, signingKey, until, World } from './testing'
import type { WireEvent, WireFunction, WireHealth, WireOne, WirePage, WireRun } from './wire'

let world: World

beforeAll(async () => {
  world = await World.build((client, note) => [
    client.createFunction(
      { id: 'greet', name: 'Greet somebody', triggers: [{ event: 't/greet' }, { cron: '@daily' }], retries: 1 },
      async ({ event, step }) => {
        await step.run('hello', () => note(`hello ${event.data?.to}`))
        return { greeted: event.data?.to as string }
      },
    ),
    client.createFunction({ id: 'waits', triggers: [{ event: 't/waits' }] }, async ({ step }) => {
      await step.waitForEvent('never', { event: 't/never', timeout: '1d' })
    }),
    client.createFunction({ id: 'fails', triggers: [{ event: 't/fails' }], retries: 0 }, async () => {
      throw new TypeError('no good')
    }),
  ])
})

afterAll(() => world.close())

const bearer = { authorization: `Bearer ${hashedSigningKey(signingKey)}` }
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(world.executor.url + path, { method, headers })

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(world.executor.url + path, { method: 'POST', body, headers })

test('events are refused without the right key, and everything else without the right bearer', async () => {
  expect((await post('/e/wrong-key', '[{"name":"t/greet"}]')).status).toBe(401)
  for (const path of ['/v1/runs', '/v1/events', '/v1/functions', '/v1/health', '/v1/runs/x', '/fn/register']) {
    expect((await get(path)).status, path).toBe(401)
    expect((await get(path, { authorization: `Bearer ${signingKey}` })).status, path).toBe(401)
    expect((await get(path, { authorization: `Bearer ${hashedSigningKey('00'.repeat(16))}` })).status, path).toBe(401)
  }
  expect((await get('/v1/runs/x', {}, 'DELETE')).status).toBe(401)
  expect((await get('/v1/runs/x/retry', {}, 'POST')).status).toBe(401)
})

test('the app refuses a call that the executor did not sign', async () => {
  const call = (headers: Record<string, string>) =>
    fetch(`${world.app.url}/api/inngest?fnId=test-greet&stepId=step`, { method: 'POST', body: '{}', headers })
  expect((await call({})).status).toBe(401)
  expect((await call({ 'x-inngest-signature': sign('00'.repeat(16), '{}') })).status).toBe(401)
})

test('an answer that the app did not sign is not believed', async () => {
  const honest = world.app.listener
  await world.quiet()
  world.app.listener = (_request, response) => {
    response.writeHead(200, { 'x-inngest-sdk': 'js:v4', 'content-type': 'application/json' }).end('"forged"')
  }
  await post(`/e/${eventKey}`, '{"name":"t/greet","data":{"to":"forged"}}')
  await until(async () => {
    const [call] = await world.sql<{ last_error: string | null }[]>`select last_error from jobs.queue`
    return call?.last_error?.includes('not signed')
  }, 'the forged answer was refused')
  world.app.listener = honest
  await world.noted('hello forged')
  const [run] = await world.ended('greet')
  expect((await world.run(run!.run_id)).output).toEqual({ greeted: 'forged' })
})

test('a signature is good for its body, its key and five minutes', () => {
  const now = Date.now()
  const header = sign(signingKey, '{"a":1}', now)
  expect(verifySignature(signingKey, header, '{"a":1}', now)).toBe(true)
  expect(verifySignature(`signkey-test-${signingKey}`, header, '{"a":1}', now)).toBe(true)
  expect(verifySignature(signingKey, header, '{"a":2}', now)).toBe(false)
  expect(verifySignature('00', header, '{"a":1}', now)).toBe(false)
  expect(verifySignature(signingKey, header, '{"a":1}', now + 301_000)).toBe(false)
  expect(verifySignature(signingKey, undefined, '{"a":1}', now)).toBe(false)
})

test('a request that the sender repeats with the same seed is taken in once', async () => {
  const before = (await world.runs('greet')).length
  const seed = { 'x-inngest-event-id-seed': `${Date.now()},hJJcSxAsHFOxcA==` }
  const body = '[{"name":"t/greet","data":{"to":"seed"}},{"name":"t/greet","data":{"to":"seed"}}]'
  const answers = [await post(`/e/${eventKey}`, body, seed), await post(`/e/${eventKey}`, body, seed)]
  const [first, second] = (await Promise.all(answers.map((answer) => answer.json()))) as { ids: string[] }[]
  expect(first!.ids).toEqual(second!.ids)
  expect(new Set(first!.ids).size).toBe(2)
  await world.ended('greet', before + 2)
  await world.quiet()
  expect(world.times('hello seed')).toBe(2)
})

test('what is no event is refused with a reason, and nothing of its request is kept', async () => {
  const refused = async (body: string, status = 400) => {
    const answer = await post(`/e/${eventKey}`, body)
    expect(answer.status).toBe(status)
    return ((await answer.json()) as { error: string }).error
  }
  expect(await refused('not json')).toBe('The body is not JSON')
  expect(await refused('[{"name":"t/ok"},{"data":{}}]')).toContain('Event 1')
  expect(await refused('{"name":"inngest/function.failed"}')).toContain('reserved')
  expect(await refused(JSON.stringify({ name: 't/big', data: { text: 'x'.repeat(600_000) } }))).toContain('512 kB')
  expect(await refused(JSON.stringify(Array.from({ length: 5001 }, () => ({ name: 't/many' }))))).toContain('5000')
  expect(await refused(`"${'x'.repeat(11 * 1024 * 1024)}"`, 413)).toContain('10 MB')
  expect(await world.sql`select 1 from jobs.events where name in ('t/ok', 't/big', 't/many')`).toHaveLength(0)
})

test('an admin sees runs with input, steps and errors, filtered and page by page', async () => {
  await world.client.send([
    { name: 't/greet', data: { to: 'ann' } },
    { name: 't/fails', data: { why: 'because' } },
  ])
  await world.ended('fails')
  const [failed] = (await world.api<WirePage<WireRun>>('/v1/runs?status=failed')).data
  expect(failed).toMatchObject({
    function_id: 'test-fails',
    status: 'Failed',
    error_message: 'no good',
    event_name: 't/fails',
  })
  expect(await world.run(failed!.run_id)).toMatchObject({
    events: [{ name: 't/fails', data: { why: 'because' } }],
    error: { name: 'TypeError', message: 'no good', stack: expect.stringContaining('http.test.ts') },
    steps: [],
    calls: [],
  })

  await world.noted('hello ann')
  const [greeting] = await world.ended('greet')
  const detail = await world.run(greeting!.run_id)
  expect(detail.steps).toMatchObject([{ name: 'hello', op: 'StepRun', status: 'Completed', attempts: 1, error: null }])
  expect(Date.parse(detail.steps[0]!.ended_at!)).toBeGreaterThanOrEqual(Date.parse(detail.created_at))

  const all = await world.api<WirePage<WireRun>>('/v1/runs?limit=100')
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: WirePage<WireRun> = await world.api(`/v1/runs?limit=2${cursor && `&cursor=${cursor}`}`)
    expect(page.data.length).toBeLessThanOrEqual(2)
    seen.push(...page.data.map((run) => run.run_id))
    cursor = page.next_cursor
  }
  expect(seen).toEqual(all.data.map((run) => run.run_id))
})

test('an admin sees events, and the runs that each of them started', async () => {
  const { ids } = await world.client.send({ id: 'mine', name: 't/greet', data: { to: 'bob' } })
  await world.noted('hello bob')
  const [event] = (await world.api<WirePage<WireEvent>>('/v1/events?name=t/greet')).data
  expect(event).toMatchObject({ internal_id: ids[0], id: 'mine', data: { to: 'bob' } })
  const runs = (await world.api<WirePage<WireRun>>(`/v1/events/${ids[0]}/runs`)).data
  expect(runs.map((run) => run.function_id)).toEqual(['test-greet'])
})

test('an admin cancels a run, once', async () => {
  await world.client.send({ name: 't/waits' })
  await until(async () => (await world.sql`select 1 from jobs.waits`).length === 1, 'the run waits')
  const [run] = await world.runs('waits')
  expect((await world.run(run!.run_id)).steps).toMatchObject([{ op: 'WaitForEvent', status: 'Waiting' }])
  expect((await get(`/v1/runs/${run!.run_id}`, bearer, 'DELETE')).status).toBe(202)
  expect((await get(`/v1/runs/${run!.run_id}`, bearer, 'DELETE')).status).toBe(404)
  expect((await world.run(run!.run_id)).status).toBe('Cancelled')
  expect(await world.sql`select 1 from jobs.waits`).toHaveLength(0)
})

test('an admin runs a function again with the same input', async () => {
  const [failed] = await world.ended('fails')
  const again = await world.api<WireOne<{ run_id: string }>>(`/v1/runs/${failed!.run_id}/retry`, 'POST')
  const runs = await world.ended('fails', 2)
  expect(runs.find((run) => run.run_id === again.data.run_id)).toMatchObject({
    rerun_of: failed!.run_id,
    event_id: failed!.event_id,
    status: 'Failed',
  })
})

test('an admin sees the functions and the health of the executor', async () => {
  const { data: functions } = await world.api<WireOne<WireFunction[]>>('/v1/functions')
  expect(functions.find((each) => each.id === 'test-greet')).toMatchObject({
    name: 'Greet somebody',
    max_attempts: 2,
    triggers: [{ event: 't/greet' }, { cron: '@daily', next_at: expect.stringMatching(/T00:00:00/) }],
  })
  await world.quiet()
  const { data: health } = await world.api<WireOne<WireHealth>>('/v1/health')
  expect(health).toMatchObject({ status: 'ok', queued: 0, running: 0, lag_seconds: 0, functions: 3, sync_error: null })
  expect(health.failed_last_day).toBeGreaterThan(0)
  expect((await get('/v1/runs/unknown', bearer)).status).toBe(404)
  expect((await get('/v1/nothing', bearer)).status).toBe(404)
})

test('runs and events are forgotten seven days after they ended', async () => {
  await world.quiet()
  const [old, young] = await world.ended('greet', 2)
  await world.sql`update jobs.runs set ended_at = now() - interval '8 days' where id = ${old!.run_id}`
  await world.sql`update jobs.events set received_at = now() - interval '8 days' where id = ${old!.event_id}`
  expect(await tidy(world.sql)).toBe(1)
  expect(await world.sql`select 1 from jobs.runs where id = ${old!.run_id}`).toHaveLength(0)
  expect(await world.sql`select 1 from jobs.steps where run_id = ${old!.run_id}`).toHaveLength(0)
  expect(await world.sql`select 1 from jobs.runs where id = ${young!.run_id}`).toHaveLength(1)
})
