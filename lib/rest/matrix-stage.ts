import postgres from 'postgres'
import { testDatabase } from '@/db/testing'
import { hashPassword } from '@/lib/core/password'
import { hashSecret } from '@/lib/core/secret'
import { closePool } from '@/lib/core/transaction'
import { password, refreshToken } from './matrix-organizations'
import { planOnce, plant, plantLogin } from './matrix-plant'
import { type Restore, snapshot } from './matrix-restore'
import { type Asked, type Outcome, runMatrix } from './matrix-run'
import { actorKeys, archivedWorld, loginOf, logins, type MatrixWorld, matrixWorld } from './matrix-world'

/** Two organizations side by side in a database of their own, with everybody signed in. */
export type Stage = {
  sql: postgres.Sql
  world: MatrixWorld
  neighbour: MatrixWorld
  tokens: Map<string, string>
  restore: Restore
  run: (only?: Partial<Asked>, heard?: Parameters<typeof runMatrix>[2]) => Promise<Outcome>
  close: () => Promise<void>
}

export async function raiseStage(): Promise<Stage> {
  const database = await testDatabase()
  // Triggers sleep for this connection, so that a test can change what the product would not.
  const connection = { session_replication_role: 'replica' }
  const sql = postgres(database.superuserUrl, { max: 1, onnotice: () => {}, connection })
  await planOnce(sql)
  const [world, neighbour] = [matrixWorld('acme'), matrixWorld('globex')]
  // The neighbour's people are others; one of them asks about this organization as an outsider.
  for (const person of neighbour.facts.people) person.userId = loginOf(person.owner ? 'outsider' : `far ${person.id}`)
  const passwordHash = await hashPassword(password)
  const tokens = new Map<string, string>()
  for (const name of logins) tokens.set(name, await plantLogin(sql, loginOf(name), passwordHash))
  await sql`update sessions set expires_at = now() - interval '1 minute' where id = ${loginOf('expired')}`
  await sql`update sessions set revoked_at = now() where id = ${loginOf('revoked')}`
  const others = [...world.facts.people, ...neighbour.facts.people].map(({ userId }) => userId)
  for (const userId of new Set(others))
    if (!logins.some((name) => loginOf(name) === userId)) await plantLogin(sql, userId)
  const expires = new Date(Date.now() + 3_600_000)
  await sql`insert into refresh_tokens ${sql({
    id: loginOf('refresh'),
    session_id: loginOf('owner'),
    token_hash: hashSecret(refreshToken),
    expires_at: expires,
  })}`
  const confirmed = { user_id: loginOf('admin'), sealed_secret: 'sealed', confirmed_at: new Date() }
  await sql`insert into second_factors ${sql(confirmed)}`
  await plant(sql, world.facts, neighbour.facts, archivedWorld())
  const restore = await snapshot(sql)
  return {
    sql,
    world,
    neighbour,
    tokens,
    restore,
    run: (only, heard) => runMatrix({ world, neighbour, tokens, actors: actorKeys, ...only }, restore, heard),
    close: async () => {
      await closePool()
      await sql.end()
      await database.drop()
    },
  }
}
