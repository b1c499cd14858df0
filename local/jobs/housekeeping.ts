import type { Sql } from 'postgres'
import type { Catalogue } from './catalogue'
import { sleep } from './database'
import { announceEnds } from './lifecycle'
import { fireCrons, flushPending } from './schedule'

const keptDays = 7
const syncEveryMs = 5000
const retrySyncEveryMs = 1000
const tidyEveryMs = 3_600_000

/** Deletes what ended more than seven days ago, in small bites. Returns how many runs went. */
export async function tidy(sql: Sql): Promise<number> {
  let deleted = 0
  for (let bite = 1000; bite === 1000; ) {
    const rows = await sql`
      delete from jobs.runs where id in (
        select id from jobs.runs where ended_at < now() - make_interval(days => ${keptDays}) limit 1000) returning id`
    bite = rows.length
    deleted += bite
  }
  await sql`
    delete from jobs.events e where received_at < now() - make_interval(days => ${keptDays})
      and not exists (select 1 from jobs.runs r where r.event_ids @> array[e.id])`
  await sql`delete from jobs.once where expires_at < now()`
  await sql`delete from jobs.throttles where tat < now() - interval '1 day'`
  await sql`
    delete from jobs.functions f where removed_at < now() - make_interval(days => ${keptDays})
      and not exists (select 1 from jobs.runs r where r.function_id = f.id)`
  return deleted
}

interface Due {
  timers: boolean
  ends: boolean
  pending: boolean
  crons: boolean
}

/** What happens by the clock: sleeps and timeouts, ended runs' events, batches, crons, syncing, retention. */
export class Housekeeping {
  private stopping = false
  private syncAt = 0
  private tidyAt = Date.now() + 60_000
  private awake: () => void = () => {}
  private woken = false
  private failing = false
  private loop: Promise<void> = Promise.resolve()

  constructor(
    private readonly sql: Sql,
    private readonly catalogue: Catalogue,
    private readonly onWork: () => void,
    private readonly log: (line: string) => void,
    private readonly pollMs: number,
  ) {}

  start(): void {
    this.loop = this.run()
  }

  wake(): void {
    this.woken = true
    this.awake()
  }

  async stop(): Promise<void> {
    this.stopping = true
    this.wake()
    await this.loop
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.woken = false
      this.syncWhenDue()
      let busy = false
      try {
        busy = await this.once()
        this.failing = false
      } catch (error) {
        if (!this.failing) this.log(`jobs: the clock's work failed and will be tried again: ${String(error)}`)
        this.failing = true
        await sleep(300)
      }
      if (!busy) await this.pause()
    }
  }

  private syncWhenDue(): void {
    if (Date.now() < this.syncAt) return
    this.syncAt = Number.POSITIVE_INFINITY
    void this.catalogue.sync().then((succeeded) => {
      this.syncAt = Date.now() + (succeeded ? syncEveryMs : retrySyncEveryMs)
    })
  }

  private async once(): Promise<boolean> {
    const [due] = await this.sql<Due[]>`
      select exists (select 1 from jobs.timers where due_at <= now())
          or exists (select 1 from jobs.waits where expires_at <= now())
          or exists (select 1 from jobs.runs where status = 'Scheduled' and start_by <= now())
          or exists (select 1 from jobs.runs where status = 'Running' and finish_by <= now()) as timers,
        exists (select 1 from jobs.lifecycle) as ends,
        exists (select 1 from jobs.pending where due_at <= now()) as pending,
        exists (select 1 from jobs.crons where next_at <= now()) as crons`
    if (due?.timers) await this.sql`select jobs.tick()`
    if (due?.pending) await flushPending(this.sql, this.catalogue)
    if (due?.crons) await fireCrons(this.sql, this.catalogue)
    if (due?.ends) await announceEnds(this.sql, this.catalogue)
    const busy = Boolean(due?.timers || due?.pending || due?.crons || due?.ends)
    if (busy) this.onWork()
    if (Date.now() > this.tidyAt) {
      this.tidyAt = Date.now() + tidyEveryMs
      await tidy(this.sql)
    }
    return busy
  }

  private pause(): Promise<void> {
    if (this.woken) return Promise.resolve()
    return new Promise((done) => {
      const timer = setTimeout(done, this.pollMs)
      this.awake = () => {
        clearTimeout(timer)
        done()
      }
    })
  }
}
