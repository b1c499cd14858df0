import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import postgres, { type Sql } from 'postgres'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TemporaryDatabase, temporaryDatabase } from '../postgres/testing'
import { clientFor, eventKey, signingKey, until, World } from './testing'

const children = new Set<ChildProcess>()

/** Starts a script as a process of its own and resolves when it says that it is ready. */
async function start(script: string, options: Record<string, unknown>): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, script), JSON.stringify(options)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  children.add(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  await until(() => {
    if (child.exitCode !== null) throw new Error(`${script} ended: ${said}`)
    return said.includes('ready')
  }, `${script} is ready`)
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGKILL')
  await ended
  children.delete(child)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

afterEach(async () => {
  await Promise.all([...children].map(kill))
})

/** App and executor as processes that can be killed, and what they left in the database. */
class Pair {
  database!: TemporaryDatabase
  sql!: Sql
  app!: ChildProcess
  executor!: ChildProcess
  appPort = 0
  executorPort = 0

  async begin(): Promise<void> {
    this.database = await temporaryDatabase()
    this.sql = postgres(this.database.url, { max: 2, onnotice: () => {} })
    await this.sql`create table journal (id bigint generated always as identity, line text not null)`
    this.appPort = await freePort()
    this.executorPort = await freePort()
    await Promise.all([this.startApp(), this.startExecutor()])
  }

  async startApp(): Promise<void> {
    const executorUrl = `http://127.0.0.1:${this.executorPort}`
    this.app = await start('testing-app.ts', { port: this.appPort, executorUrl, databaseUrl: this.database.url })
  }

  async startExecutor(): Promise<void> {
    this.executor = await start('testing-executor.ts', {
      port: this.executorPort,
      databaseUrl: this.database.url,
      eventKey,
      signingKey,
      sdkUrl: `http://127.0.0.1:${this.appPort}/api/inngest`,
      pollMs: 50,
      leaseMs: 1000,
    })
  }

  send(name: string): Promise<unknown> {
    return until(
      () =>
        clientFor(`http://127.0.0.1:${this.executorPort}`)
          .send({ id: `only-${name}`, name })
          .catch(() => null),
      'the event is accepted',
    )
  }

  async journal(): Promise<string[]> {
    return (await this.sql<{ line: string }[]>`select line from journal where line <> 'release' order by id`).map(
      (row) => row.line,
    )
  }

  has(line: string, times = 1): Promise<true> {
    return until(
      async () => (await this.journal()).filter((each) => each === line).length >= times,
      `${line} ${times} times`,
    )
  }

  async completed(): Promise<void> {
    await until(async () => {
      const [run] = await this.sql<{ status: string }[]>`select status from jobs.runs`
      return run?.status === 'Completed'
    }, 'the run is completed')
    expect(await this.sql`select 1 from jobs.queue`).toHaveLength(0)
  }

  async end(): Promise<void> {
    await this.sql.end()
    await Promise.all([kill(this.app), kill(this.executor)])
    await this.database.drop()
  }
}

const pair = new Pair()

describe('with app and executor as processes of their own', () => {
  beforeEach(() => pair.begin())
  afterEach(() => pair.end())

  test('killing the executor in the middle of a step repeats that step and none before it', async () => {
    await pair.send('t/work')
    await pair.has('held')
    await kill(pair.executor)
    await pair.startExecutor()
    await pair.has('held', 2)
    await pair.sql`insert into journal (line) values ('release')`
    await pair.completed()
    expect(await pair.journal()).toEqual(['before', 'held', 'held', 'after'])
  })

  test('killing the app in the middle of a step repeats it, though the function allows no retries', async () => {
    await pair.send('t/work')
    await pair.has('held')
    await kill(pair.app)
    await pair.startApp()
    await pair.has('held', 2)
    await pair.sql`insert into journal (line) values ('release')`
    await pair.completed()
    expect(await pair.journal()).toEqual(['before', 'held', 'held', 'after'])
  })

  test('an executor that was frozen beyond its lease has its late answer dropped', async () => {
    await pair.send('t/work')
    await pair.has('held')
    const frozen = pair.executor
    frozen.kill('SIGSTOP')
    pair.executorPort = await freePort()
    await pair.startExecutor()
    await pair.has('held', 2)
    frozen.kill('SIGCONT')
    await pair.sql`insert into journal (line) values ('release')`
    await pair.completed()
    await kill(frozen)
    expect(await pair.journal()).toEqual(['before', 'held', 'held', 'after'])
  })

  test('killing both during a sleep loses and repeats nothing', async () => {
    await pair.send('t/sleep')
    await until(async () => (await pair.sql`select 1 from jobs.timers`).length === 1, 'the run sleeps')
    await Promise.all([kill(pair.app), kill(pair.executor)])
    await Promise.all([pair.startApp(), pair.startExecutor()])
    await pair.completed()
    expect(await pair.journal()).toEqual(['before', 'after'])
  })
})

const twoSteps: Parameters<typeof World.build>[0] = (client, note) => [
  client.createFunction({ id: 'two', triggers: [{ event: 't/two' }], retries: 0 }, async ({ event, step }) => {
    await step.run('one', () => note(`one ${event.data.n}`))
    await step.run('two', () => note(`two ${event.data.n}`))
  }),
]

const twoStepsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => [`one ${n}`, `two ${n}`])
    .flat()
    .sort()

test('two executors on one database share 200 runs and do each step once', async () => {
  const world = await World.build(twoSteps, { concurrency: 6 })
  const first = world.jobs
  try {
    await world.execute({ concurrency: 6 })
    const owners = new Set<string>()
    await world.client.send(Array.from({ length: 200 }, (_, n) => ({ name: 't/two', data: { n } })))
    await until(
      async () => {
        for (const row of await world.sql<{ owner: string }[]>`select owner from jobs.queue where owner is not null`) {
          owners.add(row.owner)
        }
        const [row] = await world.sql<{ left: number }[]>`
          select count(*)::int as left from jobs.runs where status in ('Scheduled', 'Running')`
        return row?.left === 0
      },
      '200 runs have ended',
      30_000,
    )
    expect(world.ran.toSorted()).toEqual(twoStepsOf(200))
    expect(await world.sql`select 1 from jobs.runs where status = 'Completed'`).toHaveLength(200)
    expect(owners.size).toBe(2)
  } finally {
    await first.stop()
    await world.close()
  }
}, 60_000)

test('while the app is down calls wait without using up their attempts', async () => {
  const world = await World.build(twoSteps)
  try {
    await world.app.close()
    await world.client.send({ name: 't/two', data: { n: 0 } })
    const refusals = () =>
      world.sql<{ last_error: string | null; attempt: number }[]>`select last_error, attempt from jobs.queue`
    const [call] = await until(async () => {
      const rows = await refusals()
      return rows[0]?.last_error ? rows : null
    }, 'a call was refused')
    expect(call).toMatchObject({ attempt: 0, last_error: expect.stringContaining('ECONNREFUSED') })
    await world.app.open()
    const [run] = await world.ended('two')
    expect(run!.status).toBe('Completed')
    expect(world.ran).toEqual(['one 0', 'two 0'])
  } finally {
    await world.close()
  }
})

test('losing every database connection, again and again, loses no event and repeats no step', async () => {
  const world = await World.build(twoSteps)
  let killed = 0
  try {
    for (let n = 0; n < 60; n++) {
      await world.client.send({ name: 't/two', data: { n } })
      if (n % 3 === 0) {
        const connections = await world.sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'lobby-jobs'`
        killed += connections.length
      }
    }
    await until(async () => {
      const [row] = await world.sql<
        { done: number }[]
      >`select count(*)::int as done from jobs.runs where status = 'Completed'`
      return row?.done === 60
    }, '60 runs are completed')
    expect(killed).toBeGreaterThan(20)
    expect(world.ran.toSorted()).toEqual(twoStepsOf(60))
    expect(await world.sql`select 1 from jobs.queue`).toHaveLength(0)
  } finally {
    await world.close()
  }
}, 60_000)
