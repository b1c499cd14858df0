/** An amount in minor units (cents for EUR) of an ISO 4217 currency. Never a float, in no layer. */
export type Money = { amount: number; currency: string }

export const currencies = Intl.supportedValuesOf('currency')

/** How many decimal places the currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** `{ amount: 125000, currency: 'EUR' }` → `€1,250.00` in the reader's locale, without passing through a float. */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const exact = `${amount < 0 ? '-' : ''}${whole}${decimals ? `.${digits.slice(-decimals)}` : ''}`
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(exact as Intl.StringNumericLiteral)
}

/** Reads `1250`, `1250.5`, `1,250.50` or `1.250,50` as minor units; null when it is none of these. */
export function parseMinor(text: string, currency: string): number | null {
  const decimals = decimalsOf(currency)
  const plain = text.trim().replace(/[\s'’]/g, '')
  const match = /^(\d{1,3}(?:([.,])\d{3})*|\d+)(?:([.,])(\d+))?$/.exec(plain)
  if (!match || (match[2] && match[2] === match[3])) return null
  // One separator with three digits behind it groups thousands where the currency has two decimals.
  const fraction = match[4] ?? ''
  if (fraction.length > decimals) return null
  const minor = Number(match[1]?.replace(/[.,]/g, '') + fraction.padEnd(decimals, '0'))
  return Number.isSafeInteger(minor) ? minor : null
}
