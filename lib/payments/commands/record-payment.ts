import { and, eq } from 'drizzle-orm'
import { payments } from '@/db/schema/payments'
import { projects } from '@/db/schema/projects'
import { defineCommand, newId } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { conflict, invalidField } from '@/lib/core/errors'
import { changed, type EventDraft } from '@/lib/core/events'
import { storeFile } from '@/lib/files/store'
import { activateWhenPaid, lockProject } from '@/lib/projects/activation'
import { findProject } from '@/lib/projects/queries'
import { recordPaymentInput } from '../schema'

/**
 * Records money towards a project, to be verified by somebody else. A draft becomes a project that awaits payment.
 * @throws 400 when the currency is not the project's · 409 `WRONG_STATUS` on a cancelled project
 */
export const recordPayment = defineCommand({
  name: 'payments.record',
  permission: 'finance.payments.record',
  input: recordPaymentInput,
  find: ({ tx, ctx, input }) => findProject(tx, ctx, input.project, 'finance.payments.record'),
  async run({ tx, ctx, input, subject }) {
    const { project: _, amount, proof, ...fields } = input
    const organizationId = ctx.organization.id
    if (amount.currency !== subject.currency)
      throw invalidField('amount', `This project is priced in ${subject.currency}.`)
    const [now] = await lockProject(tx, ctx, subject.id)
    if (now?.status === 'CANCELLED') throw conflict('WRONG_STATUS', 'This project was cancelled.')

    const proofFileId = proof
      ? await storeFile(tx, ctx, 'proof', { name: proof.name, content: Buffer.from(proof.contentBase64, 'base64') })
      : null
    const id = newId()
    const row = { ...fields, amountMinor: amount.amount, currency: amount.currency, proofFileId }
    await tx.insert(payments).values({ organizationId, id, projectId: subject.id, ...row, recordedById: memberOf(ctx) })

    const started: EventDraft[] = []
    if (now?.status === 'DRAFT') {
      await tx
        .update(projects)
        .set({ status: 'AWAITING_PAYMENT' })
        .where(and(eq(projects.organizationId, organizationId), eq(projects.id, subject.id)))
      const diff = { before: { status: 'DRAFT' }, after: { status: 'AWAITING_PAYMENT' } }
      const about = { subject: { type: 'project' as const, id: subject.id }, projectId: subject.id, shared: true }
      started.push(
        { type: 'project.status_changed', ...about, ...diff },
        ...(await activateWhenPaid(tx, ctx, subject.id)),
      )
    }
    return changed(
      { id },
      {
        type: 'payment.recorded',
        subject: { type: 'payment', id },
        projectId: subject.id,
        after: row,
        payload: { paymentId: id },
        shared: true,
      },
      ...started,
    )
  },
})
