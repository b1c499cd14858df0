/** Where the proof of a payment is served; inline only for showing it beside the payment. */
export const proofAddress = (org: string, payment: string, inline = false): string =>
  `/api/v1/organizations/${org}/payments/${payment}/proof${inline ? '?inline=1' : ''}`
