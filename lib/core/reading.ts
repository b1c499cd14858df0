import type { Context } from './context'
import { isAborted } from './database-errors'
import { inTenant, type Tx } from './transaction'

type Reading = { tx: Promise<Tx>; under: number; close: () => void }

const readings = new WeakMap<Context, Reading>()

function open(ctx: Context): Reading {
  let close = () => {}
  const closed = new Promise<void>((resolve) => {
    close = () => {
      readings.delete(ctx)
      resolve()
    }
  })
  const tx = new Promise<Tx>((resolve, reject) => {
    const over = inTenant(
      ctx.organization.id,
      (given) => {
        resolve(given)
        return closed
      },
      'read only',
      ctx.asOf,
    )
    // Whoever waits for an answer has it, or its error; what happens to the end of a reading changes neither.
    over.catch(reject)
  })
  tx.catch(close)
  const reading = { tx, under: 0, close }
  readings.set(ctx, reading)
  return reading
}

/**
 * Runs `run` in a transaction that only reads, which all readings of one caller share while any of them is under way: a
 * page made of ten questions goes to the database and back as often as a page of one. Its end is not waited for.
 */
export async function inReading<T>(ctx: Context, run: (tx: Tx) => Promise<T>): Promise<T> {
  const reading = readings.get(ctx) ?? open(ctx)
  reading.under++
  try {
    return await run(await reading.tx)
  } catch (error) {
    // A neighbour's question went wrong, and took the transaction with it.
    if (isAborted(error)) return await inTenant(ctx.organization.id, run, 'read only', ctx.asOf)
    throw error
  } finally {
    reading.under--
    // A page that asks for the next thing as soon as it knows the first does so before this.
    setImmediate(() => reading.under === 0 && reading.close())
  }
}
