import { type SQL, sql } from 'drizzle-orm'
import { type Context, memberOf } from './context'
import type { Permission } from './permissions'

/** Somebody by id, or the column of a query over people. */
export type Someone = string | SQL
/** What `people`, a parenthesized list or subquery, have to do with a row of the noun's table. */
type Term = (ctx: Context, people: SQL) => SQL
/** One reason for which a row is reached: by what, through whom, and the SQL that says so. */
export type Way<Reason extends string = string> = { by: Reason; whose: 'own' | 'team'; holds: SQL }

/** Me and everybody who shares a team with me. */
export const teammates = (ctx: Context, me: Someone): SQL => sql`(
  select ${me}::uuid union select theirs.member_id from team_members mine
  join team_members theirs on theirs.organization_id = mine.organization_id and theirs.team_id = mine.team_id
  join teams t on t.organization_id = mine.organization_id and t.id = mine.team_id and t.deleted_at is null
  where mine.organization_id = ${ctx.organization.id} and mine.member_id = ${me})`

/**
 * The one SQL predicate of a noun: which of its rows this actor reaches with a permission.
 * @param own what makes a row somebody's own; by team the same of teammates
 * @param around what reaches a row by team without being anybody's own, asked about the actor alone
 * @returns `(ctx, permission) => SQL`, a boolean expression over the noun's table, `false` without the permission; and
 * `ways`, the terms of which that expression is the OR, so that whoever explains it cannot say anything else.
 */
export function defineScope<Own extends string, Around extends string = never>({
  own,
  around,
}: {
  own: Record<Own, Term>
  around?: Record<Around, Term>
}) {
  const terms = Object.entries(own) as [Own, Term][]
  const nearby = Object.entries(around ?? {}) as [Around, Term][]

  const ways = (ctx: Context, grant: 'own' | 'team', me: Someone): Way<Own | Around>[] => {
    const [alone, people] = [sql`(${me})`, grant === 'team' ? teammates(ctx, me) : sql`(${me})`]
    return [
      ...(grant === 'team' ? nearby : []).map(([by, term]) => ({ by, whose: 'own' as const, holds: term(ctx, alone) })),
      ...terms.map(([by, term]) => ({ by, whose: grant, holds: term(ctx, people) })),
    ]
  }
  const scope = (ctx: Context, permission: Permission): SQL => {
    const grant = ctx.permissions[permission]
    if (!grant) return sql`false`
    if (grant === 'all' || grant === true || ctx.actor.kind === 'system') return sql`true`
    const reached = ways(ctx, grant, memberOf(ctx)).map(({ holds }) => holds)
    return sql`(${sql.join(reached, sql` or `)})`
  }
  return Object.assign(scope, { ways })
}
