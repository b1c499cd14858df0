import postgres from 'postgres'
import { verifyAudit } from '@/lib/audit/verify'
import type { Context } from '@/lib/core/context'

/**
 * Moves what was just made into the past, so that the demo has a history: everything of a project as many days back as it
 * began. Only for the demo, as the owner of the tables, past the rule that history cannot be changed; nobody is told.
 */
export async function backdate(organizationId: string, projectId: string, days: number): Promise<void> {
  const url = process.env.DATABASE_MIGRATOR_URL
  if (!url) return
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false })
  const by = `make_interval(days => ${Math.trunc(days)})`
  const tables: [table: string, set: string, where: string][] = [
    [
      'tasks',
      `created_at = created_at - ${by}, updated_at = updated_at - ${by}, completed_at = case when completed_at is not null then least(now(), coalesce(due_on::timestamptz, created_at - ${by} + interval '9 days')) end`,
      'project_id = $1',
    ],
    [
      'payments',
      `created_at = created_at - ${by}, decided_at = decided_at - ${by} + interval '7 hours' * (1 + length(reference) % 5)`,
      "project_id = $1 and status <> 'PENDING'",
    ],
    [
      'milestones',
      `created_at = created_at - ${by}, reached_at = case when due_on < current_date then due_on::timestamptz end`,
      'project_id = $1',
    ],
    [
      'projects',
      `created_at = created_at - ${by}, unlocked_at = unlocked_at - ${by}, completed_at = case when completed_at is not null then due_on::timestamptz end`,
      'id = $1',
    ],
    ['audit_log', `created_at = created_at - ${by}`, "project_id = $1 and event not like 'payment.recorded'"],
    // Old news is told to nobody.
    ['outbox', `state = 'done', done_at = now()`, "project_id = $1 and type not like 'payment.recorded'"],
  ]
  try {
    await sql.begin(async (tx) => {
      await tx`select set_config('app.organization_id', ${organizationId}, true)`
      for (const [table, set, where] of tables) {
        await tx.unsafe(`alter table ${table} disable trigger user`)
        await tx.unsafe(`update ${table} set ${set} where ${where}`, [projectId])
        await tx.unsafe(`alter table ${table} enable trigger user`)
      }
    })
  } finally {
    await sql.end()
  }
}

/** Makes a ticket look as if this share of its time were gone; 1 and more is past its target. */
export async function ageTicket(organizationId: string, ticketId: string, gone: number): Promise<void> {
  const url = process.env.DATABASE_MIGRATOR_URL
  if (!url) return
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false })
  const earlier = 'make_interval(secs => extract(epoch from response_due_at - created_at) * $2::float8)'
  try {
    await sql.begin(async (tx) => {
      await tx`select set_config('app.organization_id', ${organizationId}, true)`
      await tx.unsafe('alter table tickets disable trigger user')
      await tx.unsafe(
        `update tickets set created_at = created_at - ${earlier}, response_due_at = response_due_at - ${earlier},
          resolution_due_at = resolution_due_at - ${earlier} where id = $1`,
        [ticketId, gone],
      )
      await tx.unsafe('alter table tickets enable trigger user')
    })
  } finally {
    await sql.end()
  }
}

/** Later than this after its own time, an entry was moved: ids tell when it was really written. */
const movedMs = 24 * 3_600_000
const writtenAt = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16)

/**
 * Seals the demo's trail anew where it is broken by having been moved into the past and by nothing else: demos of older
 * versions, and those whose making was cut short. Whatever else broke it stays visible.
 */
export async function sealMoved(ctx: Context): Promise<void> {
  const { broken } = await verifyAudit(ctx, {})
  if (broken?.problem !== 'CHANGED' || !broken.at) return
  if (writtenAt(broken.entryId) - broken.at.getTime() > movedMs) await sealAgain(ctx.organization.id)
}

/** Seals the trail of the demo anew, from its beginning: moving entries into the past has broken every seal. */
async function sealAgain(organizationId: string): Promise<void> {
  const url = process.env.DATABASE_MIGRATOR_URL
  if (!url) return
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false })
  try {
    await sql.begin(async (tx) => {
      await tx`select set_config('app.organization_id', ${organizationId}, true)`
      await tx`select pg_advisory_xact_lock(hashtextextended('audit ' || ${organizationId}, 0))`
      await tx.unsafe('alter table audit_seals disable trigger user')
      await tx.unsafe('delete from audit_seals where organization_id = app_org()')
      await tx.unsafe(`do $seal$
        declare
          place bigint := 0;
          latest bytea;
          entry audit_log;
        begin
          for entry in select a.* from audit_log a where a.organization_id = app_org() order by a.id loop
            place := place + 1;
            latest := app_audit_hash(latest, entry);
            insert into audit_seals (organization_id, seq, audit_id, hash) values (app_org(), place, entry.id, latest);
          end loop;
        end $seal$`)
      await tx.unsafe('alter table audit_seals enable trigger user')
    })
  } finally {
    await sql.end()
  }
}
