import { type SQL, sql } from 'drizzle-orm'
import { type Context, can } from '@/lib/core/context'
import type { Permission } from '@/lib/core/permissions'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { type Finder, finders } from './finders'
import { isMeant } from './policy'
import { type SearchKind, searchInput, searchKinds } from './schema'

/** Where a finding leads is a path below the organization. */
export type SearchFinding = { kind: SearchKind; id: string; label: string; hint: string; path: string }

/** Enough for who sees everything; who sees a part gets more candidates, so that theirs are among them. */
const candidates = (ctx: Context, permission: Permission, wanted: number) => {
  const grant = ctx.permissions[permission]
  return grant === 'all' || grant === true ? wanted * 2 : 500
}

async function namesLike(tx: Tx, ctx: Context, kinds: [SearchKind, Finder][], q: string, limit: number) {
  const widths = new Map<number, SearchKind[]>()
  for (const [kind, { permission }] of kinds) {
    const width = candidates(ctx, permission, limit)
    widths.set(width, [...(widths.get(width) ?? []), kind])
  }
  const found = await Promise.all(
    [...widths].map(([width, names]) =>
      tx.execute<{ kind: SearchKind; id: string; score: number }>(
        sql`select kind, id, score from app_search(${names.join(',')}, ${q}, ${width})`,
      ),
    ),
  )
  return found.flatMap((rows) => [...rows])
}

/**
 * Records by name or key, best first within each kind: every word must be in the name, one slip of the finger is
 * forgiven, `DURA-12` is found by its number. Each kind is asked within its own scope, so nothing is found that the
 * reader may not open. At most three round trips.
 * @returns `{ findings: SearchFinding[] }`, at most `limit` of a kind
 */
export const search = defineQuery({
  name: 'search.find',
  permission: 'member',
  input: searchInput,
  async run({ tx, ctx, input }) {
    const wanted = new Set<string>(input.kinds ?? searchKinds)
    const kinds = (Object.entries(finders) as [SearchKind, Finder][]).filter(
      ([kind, { permission }]) => wanted.has(kind) && can(ctx, permission),
    )
    const matches = kinds.length > 0 ? await namesLike(tx, ctx, kinds, input.q, input.limit) : []
    const perKind = await Promise.all(
      kinds.map(async ([kind, finder]) => {
        const scores = new Map(matches.filter((match) => match.kind === kind).map(({ id, score }) => [id, score]))
        const byKey: SQL | undefined = finder.byKey?.(input.q)
        if (scores.size === 0 && !byKey) return []
        const rows = await finder.read(tx, ctx, [...scores.keys()], byKey)
        return rows
          .map((row) => ({ row: { kind, ...row }, score: scores.get(row.id) ?? 10 }))
          .filter(({ row, score }) => score >= 1 || isMeant(input.q, row.label))
          .sort((a, b) => b.score - a.score)
          .slice(0, input.limit)
      }),
    )
    // The kind with the best match comes first: whoever types a key means that record.
    const ordered = perKind.filter((rows) => rows.length > 0).sort((a, b) => (b[0]?.score ?? 0) - (a[0]?.score ?? 0))
    return { findings: ordered.flat().map(({ row }): SearchFinding => row) }
  },
})
