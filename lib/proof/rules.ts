import { sql } from 'drizzle-orm'
import type { Sql } from 'postgres'
import { catalogueProblems } from '@/db/catalogue'
import { inPlatform, type Tx } from '@/lib/core/transaction'
import { type Notes, type Section, sectionOf } from './sheet'

/** The driver's own way of asking, which the check speaks, over the product's transaction. */
function askingBy(tx: Tx, notes: Notes): Sql {
  const ask = (first: TemplateStringsArray | string[], ...values: unknown[]) => {
    if (!('raw' in first))
      return sql`(${sql.join(
        first.map((value) => sql`${value}`),
        sql`, `,
      )})`
    notes.ask()
    return tx.execute(sql(first, ...values))
  }
  return ask as unknown as Sql
}

/** Holds the database's own catalogue against the rules of tenancy: walls, keys, triggers, grants, functions, roles. */
export async function checkRules(): Promise<Section> {
  const notes = sectionOf('catalogue')
  await inPlatform(async (tx) => {
    for (const problem of await catalogueProblems(askingBy(tx, notes))) notes.find(problem)
  })
  return notes.end()
}
