type Totals = { net: { amount: number }; required: { amount: number }; verified: { amount: number } }

/**
 * What a project's sums come to once one more payment is verified, all in minor units of its currency.
 * @returns `left` to pay of the net total, `over` what is paid too much, `missing` of the required share
 */
export function afterPayment(totals: Totals, amount: number): { left: number; over: number; missing: number } {
  const paid = totals.verified.amount + amount
  return {
    left: Math.max(0, totals.net.amount - paid),
    over: Math.max(0, paid - totals.net.amount),
    missing: Math.max(0, totals.required.amount - paid),
  }
}
