import { drizzle } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'
import { v7 as uuid } from 'uuid'
import type { Cluster } from '@/local/postgres/cluster'
import { cpuOf } from './processes'
import type { Product } from './product'
import { people, type World } from './world'

type Statement = { text: string; values: unknown[] }
/** Sends a captured statement. @returns its rows */
type Send = (statement: Statement) => Promise<Record<string, unknown>[]>

const uuidShape = /^[0-9a-f]{8}-[0-9a-f-]{27}$/
/** The driver has made text of numbers by the time they can be read. */
const is = (value: unknown, number: number) => String(value) === String(number)
const about = (text: string) => /^(begin|commit|select set_config)/i.test(text)
const cut = (statements: Statement[]) => statements.filter(({ text }) => !about(text))

type Steps = {
  /** what a statement's values are this time */
  change?: (statement: Statement) => unknown[]
  look?: (rows: Record<string, unknown>[]) => void
  done?: () => void
}

/** What the product's own commands and queries say to the database, read off the driver, to be said again without them. */
export class BareDriver {
  private said: Statement[] = []
  private constructor(
    private readonly sql: Sql,
    private readonly cluster: Cluster,
    private readonly world: World,
  ) {}

  /** Over the database alone: a product that runs would take the events away, and be counted. */
  static async open(product: Product, world: World): Promise<BareDriver> {
    const cluster = await product.databaseAlone()
    Object.assign(process.env, product.environment())
    let driver: BareDriver | undefined
    const sql = postgres(process.env.DATABASE_URL ?? '', {
      max: 4,
      fetch_types: false,
      onnotice: () => {},
      debug: (_connection, text, values) => driver?.said.push({ text, values: values as unknown[] }),
    })
    drizzle(sql)
    // The pool that the product's own transactions take.
    ;(globalThis as { lobbyPool?: Sql }).lobbyPool = sql
    driver = new BareDriver(sql, cluster, world)
    return driver
  }

  /** What `work` says, and which of the values it writes are made anew each time. */
  private async heard(work: () => Promise<unknown>): Promise<{ statements: Statement[]; made: Set<unknown> }> {
    const once = async () => {
      this.said = []
      await work()
      return cut(this.said)
    }
    const [before, statements] = [await once(), await once()]
    const made = statements.flatMap(({ text, values }, at) =>
      text.startsWith('insert')
        ? values.filter((value, place) => uuidShape.test(String(value)) && value !== before[at]?.values[place])
        : [],
    )
    return { statements, made: new Set(made) }
  }

  /** CPU-ms of this process and the database, for one run of `once`. */
  private async cost(times: number, once: () => Promise<unknown>): Promise<number> {
    const repeat = async (count: number) => {
      for (let at = 0; at < count; at++) await once()
    }
    await repeat(100)
    const [database, own] = [cpuOf(this.cluster.pid), process.cpuUsage()]
    await repeat(times)
    const { user, system } = process.cpuUsage(own)
    return (cpuOf(this.cluster.pid) - database + (user + system) / 1_000) / times
  }

  private inTenant = (work: (send: Send) => Promise<unknown>) =>
    this.sql.begin(async (tx) => {
      const scoped = tx.unsafe("select set_config('app.organization_id', $1, true)", [this.world.organizationId], {
        prepare: true,
      })
      const send: Send = ({ text, values }) => tx.unsafe(text, values as never[], { prepare: true }) as never
      await Promise.all([scoped, work(send)])
    })

  /** The statements of a board, without the page. */
  async board(project: string): Promise<number> {
    const { actingAs } = await import('@/db/seed/people')
    const { taskBoard } = await import('@/lib/tasks/queries')
    const { getProject } = await import('@/lib/projects/queries')
    const ctx = await actingAs(this.world.organizationId as never, people.owner)
    const { statements } = await this.heard(async () => {
      await getProject(ctx, { project })
      await taskBoard(ctx, { project })
    })
    return this.cost(300, () => this.inTenant((send) => Promise.all(statements.map(send))))
  }

  /** The statements of a change of status, each time with the next version and a new event. */
  async status(task: { id: string; version: number }): Promise<number> {
    const { actingAs } = await import('@/db/seed/people')
    const { updateTask } = await import('@/lib/tasks/commands/update-task')
    const ctx = await actingAs(this.world.organizationId as never, people.owner)
    let { version } = task
    let status: 'TODO' | 'IN_PROGRESS' = 'TODO'
    const move = async () => {
      status = status === 'TODO' ? 'IN_PROGRESS' : 'TODO'
      version = (await updateTask(ctx, { task: task.id, version, status, after: null })).version
    }
    const captured = await this.heard(move)
    const then = version - 1
    return this.write(captured, {
      change: ({ text, values }) =>
        /^update "tasks"/.test(text) ? values.map((value) => (is(value, then) ? version : value)) : values,
      done: () => {
        version += 1
      },
    })
  }

  async comment(task: { id: string }): Promise<number> {
    const { actingAs } = await import('@/db/seed/people')
    const { createComment } = await import('@/lib/comments/commands/create-comment')
    const ctx = await actingAs(this.world.organizationId as never, people.owner)
    return this.write(await this.heard(() => createComment(ctx, { task: task.id, body: 'Well', shared: false })))
  }

  async create(project: string): Promise<number> {
    const { actingAs } = await import('@/db/seed/people')
    const { createTask } = await import('@/lib/tasks/commands/create-task')
    const ctx = await actingAs(this.world.organizationId as never, people.owner)
    let number = 0
    const captured = await this.heard(async () => {
      number = (await createTask(ctx, { project, title: 'One more' })).number
    })
    const then = number
    return this.write(captured, {
      change: ({ text, values }) =>
        /^insert into "tasks"/.test(text)
          ? values.map((value) => (is(value, then) ? number : is(value, then * 1024) ? number * 1024 : value))
          : values,
      look: ([row]) => {
        if (typeof row?.last_task_number === 'number') number = row.last_task_number
      },
    })
  }

  /** One transaction per run, its statements one after the other as the command sends them. */
  private write({ statements, made }: { statements: Statement[]; made: Set<unknown> }, steps: Steps = {}) {
    const { change = ({ values }) => values, look, done } = steps
    return this.cost(200, async () => {
      const fresh = new Map([...made].map((old) => [old, uuid()]))
      await this.inTenant(async (send) => {
        for (const statement of statements) {
          const values = change(statement).map((value) => fresh.get(value) ?? value)
          look?.(await send({ text: statement.text, values }))
        }
      })
      done?.()
    })
  }

  async close(): Promise<void> {
    await this.sql.end({ timeout: 5 })
    await this.cluster.stop()
  }
}
