import { sql } from 'drizzle-orm'
import { defineQuery } from '@/lib/core/query'
import { verifyAuditInput } from './schema'

/**
 * CHANGED: the entry is not what was sealed · MISSING: a sealed entry is gone · GAP: seals were taken out · UNSEALED: an
 * entry was put in past the trigger.
 */
export type ChainBreak = 'CHANGED' | 'MISSING' | 'GAP' | 'UNSEALED'
type Row = {
  entries: number
  seq: number | null
  hash: string | null
  broken: { seq: number | null; entryId: string; problem: ChainBreak; at: string | null; event: string | null } | null
  stands: boolean | null
}

/**
 * Follows the hash chain through the whole trail: each seal is SHA-256 over the seal before it and the entry.
 * @returns how many entries are sealed, the latest seal (hex), the first break or null, and whether a seal noted earlier
 * still stands (null when none was given). Who cuts off the end of the trail with its seals leaves no break: that is what
 * a noted seal is for.
 */
export const verifyAudit = defineQuery({
  name: 'audit.verify',
  permission: 'organization.audit.view',
  input: verifyAuditInput,
  async run({ tx, ctx, input }) {
    const org = ctx.organization.id
    // Millions of entries take longer than the questions of a page may.
    await tx.execute(sql`select set_config('statement_timeout', '180000', true)`)
    const [row] = await tx.execute<Row>(sql`
      with chain as (
        select s.seq, s.audit_id, s.hash, a, a.id is not null as there,
          lag(s.hash) over w as previous, coalesce(lag(s.seq) over w, 0) as before
        from audit_seals s left join audit_log a on a.organization_id = s.organization_id and a.id = s.audit_id
        where s.organization_id = ${org}::uuid window w as (order by s.seq)),
      judged as (
        select seq, audit_id, (a).created_at as at, (a).event as event, case
          when seq <> before + 1 then 'GAP' when not there then 'MISSING'
          when hash <> app_audit_hash(previous, a) then 'CHANGED' end as problem from chain),
      unsealed as (
        select a.id, a.created_at as at, a.event from audit_log a where a.organization_id = ${org}::uuid and not exists (
          select 1 from audit_seals s where s.organization_id = a.organization_id and s.audit_id = a.id)
        order by a.id limit 1),
      latest as (select seq, encode(hash, 'hex') as hash from chain order by seq desc limit 1)
      select (select count(*)::int from chain) as entries, (select seq::int from latest) as seq, (select hash from latest) as hash,
        coalesce(
          (select jsonb_build_object('seq', seq, 'entryId', audit_id, 'problem', problem, 'at', at, 'event', event)
            from judged where problem is not null order by seq limit 1),
          (select jsonb_build_object('seq', null, 'entryId', id, 'problem', 'UNSEALED', 'at', at, 'event', event) from unsealed)
        ) as broken,
        case when ${input.seq ?? null}::bigint is null then null else exists (
          select 1 from chain where seq = ${input.seq ?? null}::bigint and encode(hash, 'hex') = ${input.hash ?? null}::text) end as stands`)
    if (!row) throw new Error('The chain was not followed')
    const { entries, seq, hash, broken, stands } = row
    return {
      entries,
      seal: seq !== null && hash !== null ? { seq, hash } : null,
      broken: broken && { ...broken, at: broken.at ? new Date(broken.at) : null },
      stands,
    }
  },
})
export type ChainCheck = Awaited<ReturnType<typeof verifyAudit>>
