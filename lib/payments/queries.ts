import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { clients } from '@/db/schema/clients'
import { files } from '@/db/schema/files'
import { members } from '@/db/schema/organizations'
import { payments } from '@/db/schema/payments'
import { projects } from '@/db/schema/projects'
import { type Context, can } from '@/lib/core/context'
import { forbidden, notFound } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { contentOf } from '@/lib/files/content'
import { requiredTotal } from '@/lib/projects/money'
import { projectIs, reaches, visibleProjects } from '@/lib/projects/queries'
import { projectScope } from '@/lib/projects/scope'
import { listPaymentsInput, type PaymentMethod, type PaymentStatus, paymentRefInput } from './schema'

const ofProject = and(eq(projects.organizationId, payments.organizationId), eq(projects.id, payments.projectId))

/** A payment is part of its project's budget: who sees the one sees the other. */
export const visiblePayments = (ctx: Context): SQL | undefined =>
  and(eq(payments.organizationId, ctx.organization.id), visibleProjects(ctx), projectScope(ctx, 'projects.budget.view'))

/** A payment that the actor can see, its project, and whether they may verify. @throws 404 */
export async function findPayment(tx: Tx, ctx: Context, id: string) {
  const [found] = await tx
    .select({ payment: payments, project: projects, permitted: reaches(ctx, 'finance.payments.verify') })
    .from(payments)
    .innerJoin(projects, ofProject)
    .where(and(visiblePayments(ctx), eq(payments.id, id)))
  if (!found) throw notFound()
  return found
}

const recorder = alias(members, 'recorder')
const decider = alias(members, 'decider')

const verified = sql<number>`(select coalesce(sum(v.amount_minor), 0)::bigint from payments v
  where v.organization_id = ${payments.organizationId} and v.project_id = ${payments.projectId} and v.status = 'VERIFIED')`.mapWith(
  Number,
)

const from = (tx: Tx, ctx: Context) =>
  tx
    .select({
      payment: payments,
      project: {
        id: projects.id,
        key: projects.key,
        title: projects.title,
        status: projects.status,
        netMinor: projects.netMinor,
        requiredShareBp: projects.requiredShareBp,
      },
      client: { id: clients.id, name: clients.name },
      recordedBy: { id: recorder.id, name: recorder.name },
      decidedBy: { id: decider.id, name: decider.name },
      proof: { id: files.id, name: files.name, contentType: files.contentType, size: files.size },
      verified,
      mayVerify: reaches(ctx, 'finance.payments.verify'),
    })
    .from(payments)
    .innerJoin(projects, ofProject)
    .innerJoin(clients, and(eq(clients.organizationId, projects.organizationId), eq(clients.id, projects.clientId)))
    .innerJoin(
      recorder,
      and(eq(recorder.organizationId, payments.organizationId), eq(recorder.id, payments.recordedById)),
    )
    .leftJoin(decider, and(eq(decider.organizationId, payments.organizationId), eq(decider.id, payments.decidedById)))
    .leftJoin(files, and(eq(files.organizationId, payments.organizationId), eq(files.id, payments.proofFileId)))
    .$dynamic()

type PaymentRow = Awaited<ReturnType<typeof from>>[number]

const showPayment = (ctx: Context, row: PaymentRow) => {
  const { payment, project } = row
  const money = (amount: number) => ({ amount, currency: payment.currency })
  const seesPeople = can(ctx, 'organization.members.view')
  const net = project.netMinor ?? 0
  return {
    id: payment.id,
    project: { id: project.id, key: project.key, title: project.title, status: project.status },
    client: row.client,
    amount: money(payment.amountMinor),
    method: payment.method as PaymentMethod,
    reference: payment.reference,
    paidOn: payment.paidOn,
    note: payment.note,
    status: payment.status as PaymentStatus,
    reason: payment.reason,
    proof: row.proof,
    recordedBy: seesPeople ? row.recordedBy : null,
    decidedBy: seesPeople ? row.decidedBy : null,
    decidedAt: payment.decidedAt,
    createdAt: payment.createdAt,
    /** The project's sums beside it, as the verifier weighs them. */
    totals: {
      net: money(net),
      required: money(requiredTotal(net, project.requiredShareBp ?? ctx.organization.requiredShareBp)),
      verified: money(row.verified),
    },
    may: { verify: row.mayVerify && payment.status === 'PENDING' && payment.recordedById !== ctx.actor.memberId },
  }
}
export type Payment = ReturnType<typeof showPayment>

/** Payments, the oldest first: a queue. @throws 403 without a view of budgets */
export const listPayments = defineQuery({
  name: 'payments.list',
  permission: 'projects.budget.view',
  input: listPaymentsInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 2)
    if (input.project) {
      const [project] = await tx
        .select({ budget: reaches(ctx, 'projects.budget.view') })
        .from(projects)
        .where(and(visibleProjects(ctx), projectIs(input.project)))
      if (!project) throw notFound()
      if (!project.budget) throw forbidden('projects.budget.view')
    }
    const rows = await from(tx, ctx)
      .where(
        and(
          visiblePayments(ctx),
          input.project ? projectIs(input.project) : undefined,
          input.status ? eq(payments.status, input.status) : undefined,
          after
            ? sql`(date_trunc('milliseconds', ${payments.createdAt}), ${payments.id}) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
            : undefined,
        ),
      )
      .orderBy(sql`date_trunc('milliseconds', ${payments.createdAt})`, asc(payments.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      ({ payment }) => [payment.createdAt.toISOString(), payment.id],
      (row) => showPayment(ctx, row),
    )
  },
})

export const getPayment = defineQuery({
  name: 'payments.get',
  permission: 'projects.budget.view',
  one: true,
  input: paymentRefInput,
  async run({ tx, ctx, input }) {
    const [row] = await from(tx, ctx).where(and(visiblePayments(ctx), eq(payments.id, input.payment)))
    if (!row) throw notFound()
    return showPayment(ctx, row)
  },
})

/** What waits to be verified, as the sums above the queue. */
export const paymentTotals = defineQuery({
  name: 'payments.totals',
  permission: 'projects.budget.view',
  input: listPaymentsInput.pick({}),
  async run({ tx, ctx }) {
    return tx
      .select({
        currency: payments.currency,
        pending: sql<number>`count(*) filter (where ${payments.status} = 'PENDING')::int`,
        pendingMinor:
          sql<number>`coalesce(sum(${payments.amountMinor}) filter (where ${payments.status} = 'PENDING'), 0)::bigint`.mapWith(
            Number,
          ),
        verifiedMonthMinor:
          sql<number>`coalesce(sum(${payments.amountMinor}) filter (where ${payments.status} = 'VERIFIED'
            and ${payments.decidedAt} >= date_trunc('month', now() at time zone ${ctx.organization.timeZone}) at time zone ${ctx.organization.timeZone}), 0)::bigint`.mapWith(
            Number,
          ),
        oldest: sql<string | null>`min(${payments.createdAt}) filter (where ${payments.status} = 'PENDING')`,
        decidedToday: sql<number>`count(*) filter (where ${payments.decidedAt} >= date_trunc('day', now() at time zone ${ctx.organization.timeZone}) at time zone ${ctx.organization.timeZone})::int`,
      })
      .from(payments)
      .innerJoin(projects, ofProject)
      .where(and(visiblePayments(ctx), isNull(projects.deletedAt)))
      .groupBy(payments.currency)
      .orderBy(payments.currency)
  },
})

/** The proof of a payment that the reader can see. @returns its bytes, name and type @throws 404 */
export const getProof = defineQuery({
  name: 'payments.proof',
  permission: 'projects.budget.view',
  one: true,
  input: paymentRefInput,
  async run({ tx, ctx, input }) {
    const [row] = await tx
      .select({
        name: files.name,
        contentType: files.contentType,
        content: files.content,
        storageKey: files.storageKey,
      })
      .from(payments)
      .innerJoin(projects, ofProject)
      .innerJoin(files, and(eq(files.organizationId, payments.organizationId), eq(files.id, payments.proofFileId)))
      .where(and(visiblePayments(ctx), eq(payments.id, input.payment)))
    if (!row) throw notFound()
    return { name: row.name, contentType: row.contentType, content: await contentOf(row) }
  },
})
