import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/core/context'
import { invalidField } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'

/** The people who work on a project: salesperson, verifier, manager and members, as far as they are active. */
export async function staffOf(tx: Tx, ctx: Context, projectId: string): Promise<{ id: string; name: string }[]> {
  const rows = await tx.execute<{ id: string; name: string }>(sql`
    select m.id, m.name from members m
    where m.organization_id = ${ctx.organization.id} and m.status = 'active' and (
      m.id in (select pm.member_id from project_members pm where pm.organization_id = ${ctx.organization.id} and pm.project_id = ${projectId})
      or exists (select 1 from projects p where p.organization_id = ${ctx.organization.id} and p.id = ${projectId}
        and m.id in (p.salesperson_id, p.verifier_id, p.manager_id)))
    order by m.name`)
  return [...rows]
}

/** The same beside each project of a select over `projects`. */
export const staffOfEach = sql<{ id: string; name: string }[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name), '[]'::jsonb) from members m
  where m.organization_id = "projects"."organization_id" and m.status = 'active'
    and (m.id in ("projects"."salesperson_id", "projects"."verifier_id", "projects"."manager_id")
      or m.id in (select pm.member_id from project_members pm
        where pm.organization_id = "projects"."organization_id" and pm.project_id = "projects"."id")))`

/** @throws 400 at `assigneeId` when the person does not work on the project */
export async function requireAssignable(tx: Tx, ctx: Context, projectId: string, memberId: string | null | undefined) {
  if (!memberId) return
  const staff = await staffOf(tx, ctx, projectId)
  if (!staff.some((person) => person.id === memberId))
    throw invalidField('assigneeId', 'This person is not on the project. Add them to its staff first.')
}
