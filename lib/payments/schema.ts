import { z } from 'zod'
import { currencyInput, minorInput } from '@/lib/core/money-input'
import { pageInput } from '@/lib/core/page'
import { idInput, isoDate, line, longText } from '@/lib/core/text'
import { projectRef } from '@/lib/projects/schema'

export const paymentMethods = ['BANK_TRANSFER', 'CARD', 'CASH', 'CHECK', 'OTHER'] as const
export type PaymentMethod = (typeof paymentMethods)[number]
export const paymentStatuses = ['PENDING', 'VERIFIED', 'REJECTED'] as const
export type PaymentStatus = (typeof paymentStatuses)[number]

/** A file in a request: its name and its content in Base64. */
export const fileInput = z.strictObject({
  name: line(200),
  contentBase64: z.base64('This is not Base64.').max(15_000_000, 'A proof may have at most 10 MB.'),
})

export const recordPaymentInput = z.strictObject({
  project: projectRef,
  amount: z.strictObject({
    amount: minorInput.min(1, 'Enter an amount above zero.'),
    currency: currencyInput,
  }),
  method: z.enum(paymentMethods, 'Choose how it was paid.'),
  reference: line(140, 'Enter the reference, for instance the number of the transfer.'),
  paidOn: isoDate,
  note: longText(2_000).optional(),
  proof: fileInput.optional(),
})

export const decidePaymentInput = z
  .strictObject({
    payment: idInput,
    decision: z.enum(['VERIFIED', 'REJECTED']),
    reason: longText(1_000).optional(),
  })
  .superRefine(({ decision, reason }, ctx) => {
    if (decision === 'REJECTED' && !reason?.trim())
      ctx.addIssue({ code: 'custom', path: ['reason'], message: 'Say why, so that it can be put right.' })
  })

export const paymentRefInput = z.strictObject({ payment: idInput })

export const listPaymentsInput = z.strictObject({
  ...pageInput,
  project: projectRef.optional(),
  status: z.enum(paymentStatuses).optional(),
})
