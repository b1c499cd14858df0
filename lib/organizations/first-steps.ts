import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'

export const firstSteps = ['client', 'project', 'tasks', 'colleague', 'share'] as const
export type FirstStep = (typeof firstSteps)[number]

/**
 * Which of the first steps of a new organization are done, read from what there is; null once somebody closed them or all
 * are done. One query, whatever the size: each question stops at the first row.
 */
export async function openFirstSteps(tx: Tx, ctx: Context): Promise<Record<FirstStep, boolean> | null> {
  const here = sql`organization_id = ${ctx.organization.id}`
  const [row] = await tx.execute<Record<FirstStep, boolean> & { closed: boolean }>(sql`
    select (select first_steps_closed_at is not null from organizations where id = ${ctx.organization.id}) as closed,
      exists (select 1 from clients where ${here} and deleted_at is null) as client,
      exists (select 1 from projects where ${here} and deleted_at is null) as project,
      exists (select 1 from tasks where ${here} and deleted_at is null) as tasks,
      exists (select 1 from invitations where ${here}) or exists (select 1 from members where ${here} and not is_owner) as colleague,
      exists (select 1 from project_shares where ${here}) as share`)
  if (!row || row.closed) return null
  const { closed: _, ...steps } = row
  return firstSteps.every((step) => steps[step]) ? null : steps
}
