import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { type Cost, costOf, perOperation } from './processes'
import type { Product } from './product'

const openRuns = async (jobs: Sql): Promise<number> => {
  const [row] = await jobs`select count(*)::int as count from jobs.runs where ended_at is null`
  return Number(row?.count)
}

/** Measures what the server processes of a running product spend, less what they spend when nobody asks anything. */
export class Measure {
  private constructor(
    private readonly product: Product,
    private readonly sql: Sql,
    private readonly jobs: Sql,
    /** runs that wait for something else */
    private readonly resting: number,
    /** CPU-ms per second of doing nothing */
    readonly idle: number,
  ) {}

  static async of(product: Product, sql: Sql, jobs: Sql): Promise<Measure> {
    await pause(2_000)
    const seconds = 5
    const idle = await costOf(product.roots, () => pause(seconds * 1_000))
    return new Measure(product, sql, jobs, await openRuns(jobs), idle.all / seconds)
  }

  /** Until nothing waits in the outbox and every job has ended: what follows from an operation is part of it. */
  private async settled(): Promise<void> {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; await pause(200)) {
      const [row] = await this.sql`select count(*)::int as waiting from outbox where state = 'pending'`
      if (row?.waiting === 0 && (await openRuns(this.jobs)) <= this.resting) return
    }
  }

  /** CPU-ms of web, services and database for one of `times` runs, after `warm` that do not count. */
  async perOperation(work: () => Promise<unknown>, times = 150, warm = 150): Promise<Cost> {
    const repeat = async (count: number) => {
      for (let at = 0; at < count; at++) await work()
    }
    await repeat(warm)
    await this.settled()
    const began = Date.now()
    const cost = await costOf(this.product.roots, async () => {
      await repeat(times)
      await this.settled()
    })
    const idle = (this.idle * (Date.now() - began)) / 1_000
    return perOperation({ ...cost, all: Math.max(0, cost.all - idle) }, times)
  }
}
