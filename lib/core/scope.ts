import { type SQL, sql } from 'drizzle-orm'
import { type Context, memberOf } from './context'
import type { Permission } from './permissions'

type Predicate = (ctx: Context, me: string) => SQL

/**
 * The one SQL predicate of a noun: which of its rows this actor reaches with a permission.
 * @returns `(ctx, permission) => SQL`, a boolean expression over the noun's table; `false` without the permission.
 */
export const defineScope =
  ({ own, team }: { own: Predicate; team: Predicate }) =>
  (ctx: Context, permission: Permission): SQL => {
    const grant = ctx.permissions[permission]
    if (!grant) return sql`false`
    if (grant === 'all' || grant === true || ctx.actor.kind === 'system') return sql`true`
    return grant === 'team' ? team(ctx, memberOf(ctx)) : own(ctx, memberOf(ctx))
  }

/** Me and everybody who shares a team with me. */
export const teammates = (ctx: Context, me: string): SQL => sql`(
  select ${me}::uuid union select theirs.member_id from team_members mine
  join team_members theirs on theirs.organization_id = mine.organization_id and theirs.team_id = mine.team_id
  join teams t on t.organization_id = mine.organization_id and t.id = mine.team_id and t.deleted_at is null
  where mine.organization_id = ${ctx.organization.id} and mine.member_id = ${me})`
