import { and, eq } from 'drizzle-orm'
import { payments } from '@/db/schema/payments'
import type { Colleague } from '@/lib/members/active'
import { type Ask, idsWhere, isAdmin, projectOf, type Rules } from './ask'

const mayVerify = (person: Colleague) => person.permissions['finance.payments.verify'] !== undefined

async function paymentOf({ tx, ctx, event }: Ask) {
  const [payment] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.organizationId, ctx.organization.id), eq(payments.id, event.subjectId)))
  return payment
}

/** Who is asked about a payment: the project's verifier, or everybody who may verify. */
async function verifiers(ask: Ask): Promise<string[]> {
  const project = await projectOf(ask)
  const named = ask.people.find((person) => person.id === project?.verifierId && mayVerify(person))
  const pure = idsWhere(ask.people, (person) => mayVerify(person) && !isAdmin(person))
  return named ? [named.id] : pure.length > 0 ? pure : idsWhere(ask.people, mayVerify)
}

/** Who hears of what happens to a payment, and why. */
export const paymentRules: Rules = {
  'payment.recorded': async (ask) => [{ ids: await verifiers(ask), reason: 'verify', kind: 'verify' }],
  'payment.reminded': async (ask) => [{ ids: await verifiers(ask), reason: 'verify', kind: 'verify' }],
  'payment.escalated': async (ask) => [{ ids: idsWhere(ask.people, isAdmin), reason: 'admin', kind: 'verify' }],
  'payment.verified': async (ask) => {
    const [payment, project] = await Promise.all([paymentOf(ask), projectOf(ask)])
    return [
      { ids: [payment?.recordedById], reason: 'recorded', kind: 'my_payments' },
      { ids: [project?.salespersonId, project?.managerId], reason: 'staff', kind: 'project_steps' },
    ]
  },
  'payment.rejected': async (ask) => {
    const [payment, project] = await Promise.all([paymentOf(ask), projectOf(ask)])
    return [
      { ids: [payment?.recordedById], reason: 'recorded', kind: 'my_payments' },
      { ids: [project?.salespersonId], reason: 'staff', kind: 'my_payments' },
    ]
  },
}
