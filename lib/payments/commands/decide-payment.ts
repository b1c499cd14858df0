import { and, eq, sql } from 'drizzle-orm'
import { payments } from '@/db/schema/payments'
import { defineCommand } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { AppError, conflict } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { activateWhenPaid, lockProject } from '@/lib/projects/activation'
import { findPayment } from '../queries'
import { decidePaymentInput } from '../schema'

const ownPayment = () =>
  new AppError(403, {
    code: 'FOUR_EYES',
    message: 'You recorded this payment; somebody else must decide about it.',
    missing: 'finance.payments.verify',
  })

/**
 * Verifies or rejects a payment, once. When the required share is reached the project becomes active with it.
 * @throws 403 `FOUR_EYES` for the one who recorded it · 409 `ALREADY_DECIDED`
 */
export const decidePayment = defineCommand({
  name: 'payments.decide',
  permission: 'finance.payments.verify',
  input: decidePaymentInput,
  find: ({ tx, ctx, input }) => findPayment(tx, ctx, input.payment),
  async run({ tx, ctx, input, subject: { payment, project } }) {
    if (payment.recordedById === ctx.actor.memberId) throw ownPayment()
    await lockProject(tx, ctx, project.id)
    const reason = input.reason?.trim() || null
    const [decided] = await tx
      .update(payments)
      .set({
        status: input.decision,
        decidedById: memberOf(ctx),
        decidedAt: sql`now()`,
        reason,
        version: sql`${payments.version} + 1`,
      })
      .where(
        and(
          eq(payments.organizationId, ctx.organization.id),
          eq(payments.id, payment.id),
          eq(payments.status, 'PENDING'),
        ),
      )
      .returning({ id: payments.id })
    if (!decided) throw conflict('ALREADY_DECIDED', 'This payment was already decided.')

    const activated = input.decision === 'VERIFIED' ? await activateWhenPaid(tx, ctx, project.id) : []
    return changed(
      { id: payment.id, status: input.decision, projectActivated: activated.length > 0 },
      {
        type: input.decision === 'VERIFIED' ? 'payment.verified' : 'payment.rejected',
        subject: { type: 'payment', id: payment.id },
        projectId: project.id,
        before: { status: 'PENDING' },
        after: { status: input.decision },
        reason: reason ?? undefined,
        payload: { paymentId: payment.id },
        shared: true,
      },
      ...activated,
    )
  },
})
