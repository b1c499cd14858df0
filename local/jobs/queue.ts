import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import type { Settlement } from './changes'
import { persist, sleep } from './database'
import type { Call } from './ops'

/** One leased call of a function, with all it needs to be made. */
export interface ClaimedCall extends Call {
  jobId: string
  /** Which lease of the job this is; an answer to an earlier one is dropped. */
  generation: number
  interruptions: number
  stack: string[]
  /** JSON of the triggering events. */
  events: string
  /** Results so far by step id, each as JSON `{data}` or `{error}`. */
  steps: Record<string, string>
}

export interface QueueOptions {
  sql: Sql
  /** Makes the call; the signal fires when the lease is lost or the executor stops. */
  perform: (call: ClaimedCall, signal: AbortSignal) => Promise<Settlement>
  /** Told after every answer that was written down. */
  settled: (settlement: Settlement) => void
  log: (line: string) => void
  pollMs: number
  leaseMs: number
  concurrency: number
}

interface ClaimRow {
  job_id: string
  generation: number
  run_id: string
  function_id: string
  step_id: string | null
  attempt: number
  interruptions: number
  max_attempts: number
  parallel: boolean
  stack: string[]
  events: string
  steps: Record<string, string>
}

/** Takes due calls from PostgreSQL under a lease, makes them and writes down what came of each, exactly once. */
export class Queue {
  readonly owner = randomUUID()
  private readonly leased = new Map<string, AbortController>()
  private stopping = false
  private woken = false
  private awake: () => void = () => {}
  private readonly loops: Promise<void>[] = []

  constructor(private readonly options: QueueOptions) {}

  start(): void {
    this.loops.push(this.claiming(), this.beating())
  }

  /** Looks for due calls now instead of at the next poll. */
  wake(): void {
    this.woken = true
    this.awake()
  }

  /** Takes nothing more, waits for what is under way, then lets go of it; its leases pass to another executor by expiry. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true
    this.wake()
    const deadline = Date.now() + graceMs
    while (this.leased.size > 0 && Date.now() < deadline) await sleep(20)
    for (const controller of this.leased.values()) controller.abort()
    await Promise.all(this.loops)
  }

  private async claiming(): Promise<void> {
    let failures = 0
    while (!this.stopping) {
      this.woken = false
      const room = this.options.concurrency - this.leased.size
      let taken = 0
      try {
        const calls = room > 0 ? await this.claim(room) : []
        taken = calls.length
        failures = 0
        for (const call of calls) void this.work(call)
      } catch (error) {
        failures++
        if (failures === 1) this.options.log(`jobs: the queue cannot be read: ${String(error)}`)
        await sleep(Math.min(100 * 2 ** failures, 2000))
        continue
      }
      if (taken > 0 && taken === room) continue
      await this.pause(this.options.pollMs)
    }
  }

  private async claim(count: number): Promise<ClaimedCall[]> {
    const rows = await this.options.sql<ClaimRow[]>`
      select * from jobs.claim(${this.owner}::uuid, ${count}::int, ${this.options.leaseMs}::int)`
    return rows.map((row) => ({
      jobId: String(row.job_id),
      generation: row.generation,
      runId: row.run_id,
      functionId: row.function_id,
      stepId: row.step_id,
      attempt: row.attempt,
      interruptions: row.interruptions,
      maxAttempts: row.max_attempts,
      parallel: row.parallel,
      stack: row.stack,
      events: row.events,
      steps: row.steps,
    }))
  }

  private async work(call: ClaimedCall): Promise<void> {
    const { perform, settled, log } = this.options
    const controller = new AbortController()
    this.leased.set(call.jobId, controller)
    try {
      const settlement = await perform(call, controller.signal)
      if (controller.signal.aborted) return
      settled(await this.keep(call, settlement))
    } catch (error) {
      log(`jobs: what ${call.functionId} (${call.runId}) answered could not be kept: ${String(error)}`)
    } finally {
      this.leased.delete(call.jobId)
      this.wake()
    }
  }

  /** Writes an answer down, however long the database stays away. Returns what was kept. */
  private async keep(call: ClaimedCall, settlement: Settlement): Promise<Settlement> {
    const { runId, jobId, generation } = call
    const json = JSON.stringify({ ...settlement, runId, jobId, generation, owner: this.owner })
    try {
      await persist(() => this.options.sql`select jobs.settle(${json}::text::jsonb)`, 3_600_000)
      return settlement
    } catch (error) {
      // An answer the database will never take must end the run: left alone, its step would be repeated for ever.
      const code = String((error as { code?: unknown }).code ?? '')
      if (settlement.finish?.status === 'Failed' || !/^2[123]/.test(code)) throw error
      const message = `The answer could not be kept: ${(error as Error).message}`
      return this.keep(call, {
        steps: [],
        finish: { status: 'Failed', error: JSON.stringify({ name: 'Error', message }) },
      })
    }
  }

  private async beating(): Promise<void> {
    while (!this.stopping || this.leased.size > 0) {
      await sleep(this.stopping ? 20 : this.options.leaseMs / 4)
      const held = [...this.leased.keys()]
      if (!held.length) continue
      try {
        const kept = await this.options.sql<{ id: string }[]>`
          update jobs.queue set lease_until = now() + make_interval(secs => ${this.options.leaseMs / 1000}::float8)
          where owner = ${this.owner}::uuid and id = any(${held}::bigint[]) returning id::text`
        const still = new Set(kept.map((row) => row.id))
        // A row that is gone was cancelled or taken over: nobody waits for this answer any more.
        for (const id of held) if (!still.has(id)) this.leased.get(id)?.abort()
      } catch {
        // The database is away. The lease stays ours as long as nobody else takes it; settling checks that.
      }
    }
  }

  private pause(ms: number): Promise<void> {
    if (this.woken) return Promise.resolve()
    return new Promise((done) => {
      const timer = setTimeout(done, ms)
      this.awake = () => {
        clearTimeout(timer)
        done()
      }
    })
  }
}
