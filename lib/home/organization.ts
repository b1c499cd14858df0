import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { invitations } from '@/db/schema/invitations'
import { members, organizations } from '@/db/schema/organizations'
import { payments } from '@/db/schema/payments'
import { projects } from '@/db/schema/projects'
import { type Context, can } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import { visiblePayments } from '@/lib/payments/queries'
import { todayOf } from '@/lib/projects/health'
import { owing, visibleProjects } from '@/lib/projects/queries'

const months = 6

/** What clients still owe per currency, over the projects whose budget the reader sees. Minor units. */
const outstanding = (tx: Tx, ctx: Context) =>
  tx
    .select({
      currency: projects.currency,
      amount:
        sql<number>`sum(${projects.netMinor} - app_verified_minor(${projects.organizationId}, ${projects.id}))::bigint`.mapWith(
          Number,
        ),
    })
    .from(projects)
    .where(and(visibleProjects(ctx), owing(ctx)))
    .groupBy(projects.currency)
    .orderBy(projects.currency)

/** Verified money of the last six months, per month of the organization's calendar and currency. Minor units. */
const verifiedByMonth = (tx: Tx, ctx: Context) => {
  const month = sql`date_trunc('month', ${payments.decidedAt} at time zone ${ctx.organization.timeZone})`
  const first = sql`date_trunc('month', now() at time zone ${ctx.organization.timeZone}) - make_interval(months => ${sql.raw(String(months - 1))})`
  return tx
    .select({
      month: sql<string>`to_char(${month}, 'YYYY-MM')`,
      currency: payments.currency,
      amount: sql<number>`sum(${payments.amountMinor})::bigint`.mapWith(Number),
    })
    .from(payments)
    .innerJoin(projects, and(eq(projects.organizationId, payments.organizationId), eq(projects.id, payments.projectId)))
    .where(and(visiblePayments(ctx), eq(payments.status, 'VERIFIED'), sql`${month} >= ${first}`))
    .groupBy(sql`1`, payments.currency)
    .orderBy(sql`1`)
}

/** The organization at a glance: money, projects and what is late, people, plan. */
export async function organizationAtAGlance(tx: Tx, ctx: Context) {
  const here = eq(members.organizationId, ctx.organization.id)
  const seesMoney = can(ctx, 'projects.budget.view')
  const [owed, byMonth, late, people, open, plan] = await Promise.all([
    seesMoney ? outstanding(tx, ctx) : [],
    seesMoney ? verifiedByMonth(tx, ctx) : [],
    tx
      .select({ id: projects.id, key: projects.key, title: projects.title, dueOn: projects.dueOn })
      .from(projects)
      .where(
        and(
          visibleProjects(ctx),
          inArray(projects.status, ['ACTIVE', 'ON_HOLD']),
          sql`${projects.dueOn} < ${todayOf(ctx)}`,
        ),
      )
      .orderBy(projects.dueOn)
      .limit(5),
    tx
      .select({ active: sql<number>`count(*) filter (where ${members.status} = 'active')::int` })
      .from(members)
      .where(here),
    can(ctx, 'organization.members.invite')
      ? tx
          .select({ count: sql<number>`count(*)::int` })
          .from(invitations)
          .where(
            and(
              eq(invitations.organizationId, ctx.organization.id),
              isNull(invitations.acceptedAt),
              isNull(invitations.revokedAt),
              sql`${invitations.expiresAt} > now()`,
            ),
          )
      : [],
    tx
      .select({ plan: organizations.plan, trialEndsAt: organizations.trialEndsAt })
      .from(organizations)
      .where(eq(organizations.id, ctx.organization.id)),
  ])
  return {
    outstanding: owed.filter(({ amount }) => amount > 0),
    verifiedByMonth: byMonth,
    late,
    members: people[0]?.active ?? 0,
    invitations: open[0]?.count ?? 0,
    plan: plan[0] ?? null,
  }
}
