import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { findings } from './kill/findings'
import { Product, type Victim } from './kill/product'
import { type Acknowledged, total, workUntil } from './kill/work'

test.describe.configure({ mode: 'serial', retries: 0 })

const kills = Number(process.env.LOBBY_KILLS ?? 30)
const victims: Victim[] = ['web', 'services', 'database']
const nothing = (): Acknowledged => ({ tasks: [], recorded: [], decided: [], imports: [] })

/** Lets people work while one part after another is killed; each time some more work must be acknowledged before the next. */
async function underFire(product: Product, rounds: number): Promise<Acknowledged> {
  const done = nothing()
  let over = false
  const working = workUntil(() => over, product.url, done)
  working.catch(() => {
    over = true
  })
  const moreWork = async (count: number) => {
    const goal = total(done) + count
    for (const deadline = Date.now() + 60_000; total(done) < goal && !over; await pause(20))
      if (Date.now() > deadline) throw new Error('nobody could work any more')
  }
  await moreWork(10)
  for (let round = 0; round < rounds && !over; round++) {
    product.kill(victims[round % victims.length] as Victim)
    await product.healthy()
    await moreWork(3)
  }
  over = true
  await working
  return done
}

test('thirty kills of web, services and database lose nothing that was acknowledged and repeat nothing', async () => {
  test.setTimeout(900_000)
  const product = await Product.start('kill')
  try {
    const done = await underFire(product, kills)
    expect(done.decided.length).toBeGreaterThan(5)
    expect(done.imports.length).toBeGreaterThan(1)
    expect(await findings(product, done)).toEqual([])

    product.killAll()
    await product.up()
    expect(await findings(product, done)).toEqual([])
  } finally {
    await product.stop()
  }
})

test('the same harness turns red without the inbox', async () => {
  test.setTimeout(300_000)
  const product = await Product.start('kill-red')
  try {
    const sql = product.sql()
    await sql.unsafe(`
      create function forget() returns trigger language plpgsql as $$ begin new.event_id := uuidv7(); return new; end $$;
      create trigger forget before insert on inbox for each row execute function forget();
      alter table notifications drop constraint notifications_event_unique`)
    await sql.end()
    const done = await underFire(product, 1)
    expect((await findings(product, done)).join('\n')).toMatch(/a notice of .* came \d+ times/)
  } finally {
    await product.stop()
  }
})
