import postgres from 'postgres'
import { afterAll, beforeAll } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { buildWorld, type World } from '@/lib/rest/world'
import { closePool } from './transaction'

/** What the tests of a file share: one organization with somebody in every role, and its database past all rules. */
export type Here = { world: World; sql: postgres.Sql; database: TestDatabase }

/** A database of its own for the tests of a file, with one organization in it; it goes when they are done. */
export function worldOfTest(): Here {
  const here = {} as Here
  beforeAll(async () => {
    here.database = await testDatabase()
    here.sql = postgres(here.database.superuserUrl, { max: 2, onnotice: () => {} })
    here.world = await buildWorld()
  })
  afterAll(async () => {
    await closePool()
    await here.sql.end()
    await here.database.drop()
  })
  return here
}
