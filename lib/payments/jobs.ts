import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { payments } from '@/db/schema/payments'
import { defineCommand } from '@/lib/core/command'
import type { Context } from '@/lib/core/context'
import { changed, unchanged } from '@/lib/core/events'
import { firstTime } from '@/lib/core/inbox'
import { systemContext } from '@/lib/core/system'
import { idInput } from '@/lib/core/text'
import { inTenant } from '@/lib/core/transaction'
import { inngest } from '@/lib/integrations/inngest'
import { type JobEventData, jobEventName } from '@/lib/jobs/events'

/** Says that a payment has waited too long, unless it was decided meanwhile. */
const nudge = defineCommand({
  name: 'payments.nudge',
  permission: 'system',
  input: z.strictObject({
    payment: idInput,
    eventId: idInput,
    type: z.enum(['payment.reminded', 'payment.escalated']),
  }),
  async run({ tx, ctx, input }) {
    const [waiting] = await tx
      .select({ projectId: payments.projectId })
      .from(payments)
      .where(
        and(
          eq(payments.organizationId, ctx.organization.id),
          eq(payments.id, input.payment),
          eq(payments.status, 'PENDING'),
        ),
      )
    if (!waiting || !(await firstTime(tx, ctx, input.type, input.eventId))) return unchanged({ waiting: !!waiting })
    return changed(
      { waiting: true },
      {
        type: input.type,
        subject: { type: 'payment', id: input.payment },
        projectId: waiting.projectId,
        payload: { paymentId: input.payment },
      },
    )
  },
})

const isUndecided = (ctx: Context, payment: string) =>
  inTenant(ctx.organization.id, async (tx) => {
    const rows = await tx
      .select({ id: payments.id })
      .from(payments)
      .where(
        and(eq(payments.organizationId, ctx.organization.id), eq(payments.id, payment), eq(payments.status, 'PENDING')),
      )
    return rows.length > 0
  })

const remindAfter = process.env.LOBBY_REMIND_AFTER ?? '24h'
const escalateAfter = process.env.LOBBY_ESCALATE_AFTER ?? '48h'

/** From recorded to decided: reminds the verifiers after a day, asks the admins after three, ends when it is decided. */
export const paymentVerification = inngest.createFunction(
  {
    id: 'payment-verification',
    name: 'Payment verification',
    retries: 10,
    triggers: [{ event: jobEventName('payment.recorded') }],
    cancelOn: [
      { event: jobEventName('payment.verified'), match: 'data.paymentId' },
      { event: jobEventName('payment.rejected'), match: 'data.paymentId' },
    ],
  },
  async ({ event, step }) => {
    const { organizationId, eventId, subjectId: payment } = event.data as JobEventData
    const say = (type: 'payment.reminded' | 'payment.escalated') =>
      step.run(type, async () => nudge(await systemContext(organizationId, eventId), { payment, eventId, type }))

    // A decision that came before this run began had no run to end.
    const begun = await step.run('still undecided', async () =>
      isUndecided(await systemContext(organizationId, eventId), payment),
    )
    if (!begun) return { decided: true }
    await step.sleep('a day', remindAfter)
    if (!(await say('payment.reminded')).waiting) return { decided: true }
    await step.sleep('two more days', escalateAfter)
    if (!(await say('payment.escalated')).waiting) return { decided: true }
    return { escalated: true }
  },
)
