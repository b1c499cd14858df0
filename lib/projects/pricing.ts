import type { z } from 'zod'
import type { discountInput, moneyInput } from './schema'

type Priced = {
  cost?: z.output<typeof moneyInput>
  discount?: z.output<typeof discountInput>
  taxRate?: number
  requiredShare?: number | null
}

const basisPoints = (percent: number) => Math.round(percent * 100)

/** The money of a form or request as columns; what was not given stays out. */
export const pricingColumns = ({ cost, discount, taxRate, requiredShare }: Priced) => ({
  ...(cost && { costMinor: cost.amount, currency: cost.currency }),
  ...(discount &&
    ('percent' in discount
      ? { discountBp: basisPoints(discount.percent), discountMinor: 0 }
      : { discountBp: null, discountMinor: discount.amount })),
  ...(taxRate !== undefined && { taxBp: basisPoints(taxRate) }),
  ...(requiredShare !== undefined && { requiredShareBp: requiredShare === null ? null : basisPoints(requiredShare) }),
})

/** What the database refuses about a project, said at the field. */
export const projectConflicts = {
  projects_key_unique: { path: 'key', message: 'Another project has this key.' },
  projects_discount: { path: 'discount', message: 'The discount is larger than the cost.' },
  projects_dates: { path: 'dueOn', message: 'The due date is before the start.' },
  projects_client_fk: { path: 'clientId', message: 'There is no such client.' },
  projects_salesperson_fk: { path: 'salespersonId', message: 'There is no such member.' },
  projects_verifier_fk: { path: 'verifierId', message: 'There is no such member.' },
  projects_manager_fk: { path: 'managerId', message: 'There is no such member.' },
  payments_project_fk: { path: 'cost', message: 'The currency cannot change once a payment is recorded.' },
}
