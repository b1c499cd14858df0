import { z } from 'zod'
import { currencyInput, minorInput } from '@/lib/core/money-input'
import { pageInput } from '@/lib/core/page'
import { idInput, isoDate, line, longText } from '@/lib/core/text'

export const projectStatuses = ['DRAFT', 'AWAITING_PAYMENT', 'ACTIVE', 'ON_HOLD', 'COMPLETED', 'CANCELLED'] as const
export type ProjectStatus = (typeof projectStatuses)[number]

export const moneyInput = z.strictObject({ amount: minorInput, currency: currencyInput })

/** A percentage with at most two decimals: 19, 7.7, 12.25. Kept as basis points. */
export const percentInput = z
  .number('Enter a percentage.')
  .min(0, 'A percentage cannot be negative.')
  .max(100, 'A percentage is at most 100.')
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-9, 'Use at most two decimals.')

export const discountInput = z.union(
  [moneyInput, z.strictObject({ percent: percentInput })],
  'Enter an amount or a percentage.',
)

/** A project by its id or its key. */
export const projectRef = z.string().trim().min(2).max(40)

export const projectKey = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9]{1,9}$/, 'Use 2 to 10 letters and digits, starting with a letter.')

const fields = {
  title: line(160, 'What is the project called?'),
  description: longText(20_000).optional(),
  cost: moneyInput,
  discount: discountInput.optional(),
  taxRate: percentInput.optional(),
  requiredShare: percentInput.nullable().optional(),
  startsOn: isoDate.nullable().optional(),
  dueOn: isoDate.nullable().optional(),
}

type Dated = {
  startsOn?: string | null
  dueOn?: string | null
  cost?: z.output<typeof moneyInput>
  discount?: z.output<typeof discountInput>
}

/** What must hold between the fields of a project; the same check in the form and on the server. */
const together = (project: Dated, ctx: z.RefinementCtx) => {
  const issue = (path: string[], message: string) => ctx.addIssue({ code: 'custom', path, message })
  if (project.startsOn && project.dueOn && project.dueOn < project.startsOn)
    issue(['dueOn'], 'The due date is before the start.')
  if (project.cost && project.discount && 'amount' in project.discount) {
    if (project.discount.currency !== project.cost.currency)
      issue(['discount'], `The discount must be in ${project.cost.currency}, like the cost.`)
    else if (project.discount.amount > project.cost.amount) issue(['discount'], 'The discount is larger than the cost.')
  }
}

export const createProjectInput = z
  .strictObject({
    ...fields,
    key: projectKey.optional(),
    clientId: idInput,
    status: z.enum(['DRAFT', 'AWAITING_PAYMENT']).default('DRAFT'),
    salespersonId: idInput.nullable().optional(),
    verifierId: idInput.nullable().optional(),
    managerId: idInput.nullable().optional(),
  })
  .superRefine(together)

export const updateProjectInput = z
  .strictObject({
    project: projectRef,
    version: z.int(),
    title: fields.title.optional(),
    description: fields.description,
    cost: moneyInput.optional(),
    discount: fields.discount,
    taxRate: fields.taxRate,
    requiredShare: fields.requiredShare,
    startsOn: fields.startsOn,
    dueOn: fields.dueOn,
    salespersonId: idInput.nullable().optional(),
    verifierId: idInput.nullable().optional(),
  })
  .superRefine(together)

export const projectRefInput = z.strictObject({ project: projectRef })

export const setStatusInput = z
  .strictObject({
    project: projectRef,
    status: z.enum(projectStatuses),
    /** Why it is put on hold, or what whoever looks after it from now on must know when it is completed. */
    note: longText(10_000).optional(),
  })
  .superRefine(({ status, note }, ctx) => {
    if (status === 'ON_HOLD' && !note?.trim())
      ctx.addIssue({ code: 'custom', path: ['note'], message: 'Say why the work rests.' })
  })

export const setStaffInput = z.strictObject({
  project: projectRef,
  managerId: idInput.nullable().optional(),
  memberIds: z.array(idInput).max(200).optional(),
  /** Besides those, whoever else is on it. */
  addMemberIds: z.array(idInput).max(20).default([]),
})

/** What a client's contacts see of a shared project: how far it is; its tasks as well; what is said to them as well. */
export const clientSeesLevels = ['progress', 'tasks', 'comments'] as const
export type ClientSees = (typeof clientSeesLevels)[number]

export const shareInput = z.strictObject({
  project: projectRef,
  contactIds: z.array(idInput).max(100),
  /** Null: as the organization says. */
  clientSees: z.enum(clientSeesLevels).nullable().optional(),
})

export const listSharesInput = z.strictObject({ ...pageInput, project: projectRef })

export const listProjectsInput = z.strictObject({
  ...pageInput,
  status: z.enum(projectStatuses).optional(),
  clientId: idInput.optional(),
  /** Only those whose client still owes something, as far as the reader sees the budget. */
  owing: z.stringbool().or(z.boolean()).optional(),
  q: z.string().max(100).optional(),
})

export const proposeKeyInput = z.strictObject({ title: z.string().max(200) })
