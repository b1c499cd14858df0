import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { Download, date, listOf, money, named, timestamp } from '@/lib/core/rest-shapes'
import { projectStatuses } from '@/lib/projects/schema'
import { decidePayment } from './commands/decide-payment'
import { recordPayment } from './commands/record-payment'
import { getPayment, getProof, listPayments } from './queries'
import { paymentMethods, paymentStatuses } from './schema'

const shape = {
  id: z.uuid(),
  project: z.object({ id: z.uuid(), key: z.string(), title: z.string(), status: z.enum(projectStatuses) }),
  client: named,
  amount: money,
  method: z.enum(paymentMethods),
  reference: z.string(),
  paidOn: date,
  note: z.string(),
  status: z.enum(paymentStatuses),
  reason: z.string().nullable(),
  proof: z.object({ id: z.uuid(), name: z.string(), contentType: z.string(), size: z.int() }).nullable(),
  recordedBy: named.nullable().describe('Null without `organization.members.view`.'),
  decidedBy: named.nullable(),
  decidedAt: timestamp.nullable(),
  createdAt: timestamp,
  totals: z.object({ net: money, required: money, verified: money }).describe('Of the project.'),
  may: z.object({ verify: z.boolean() }),
}
const payment = z.object(shape)

export const list = operation(listPayments, {
  method: 'GET',
  path: '/payments',
  summary: 'Payments, the oldest first',
  description: '`status=PENDING` is the queue of a verifier.',
  output: listOf(payment),
})

export const listOfProject = operation(listPayments, {
  method: 'GET',
  path: '/projects/{project}/payments',
  summary: 'The payments of a project',
  output: listOf(payment),
})

export const record = operation(recordPayment, {
  method: 'POST',
  path: '/projects/{project}/payments',
  summary: 'Record a payment, to be verified by somebody else',
  description: 'A project in draft waits for its payment from then on. A proof is sent in Base64, up to 10 MB.',
  output: payment,
  status: 201,
  maxBytes: 15 * 1024 * 1024,
  answer: ({ ctx, data }) => getPayment(ctx, { payment: data.id }),
  location: ({ id }) => `payments/${id}`,
})

export const get = operation(getPayment, {
  method: 'GET',
  path: '/payments/{payment}',
  summary: 'A payment with the sums of its project',
  output: payment,
})

export const decide = operation(decidePayment, {
  method: 'POST',
  path: '/payments/{payment}/decision',
  summary: 'Verify or reject a payment, once',
  description:
    'A rejection needs a reason. 403 `FOUR_EYES` for the one who recorded it, 409 `ALREADY_DECIDED` for the second one. ' +
    'When the required share is reached the project becomes active.',
  output: z.object({ ...shape, projectActivated: z.boolean() }),
  answer: async ({ ctx, data }) => ({
    ...(await getPayment(ctx, { payment: data.id })),
    projectActivated: data.projectActivated,
  }),
})

export const proof = operation(getProof, {
  method: 'GET',
  path: '/payments/{payment}/proof',
  summary: 'The proof of a payment, as the file it is',
  options: z.object({ inline: z.stringbool().optional().describe('Show a PDF or an image instead of saving it.') }),
  answersFile: true,
  answer: ({ data, options }) => new Download(data.content, data.contentType, data.name, options.inline === true),
})
