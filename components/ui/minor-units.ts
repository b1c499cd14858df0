/** How many decimals the currency has: 2 for EUR, 0 for JPY, 3 for KWD; 2 while the code is not complete. */
export function decimalsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

export type ReadAmount = { ok: true; minor: number } | { ok: false; reason: 'unreadable' | 'too-precise' }

/**
 * Reads what a person typed as whole minor units, digit by digit, never through a float: `1250`, `1250.5`, `1,250.50`,
 * `1.250,50`, `1 250,50`. A single separator with three digits behind it groups thousands unless the currency has three
 * decimals.
 */
export function readAmount(text: string, currency: string): ReadAmount {
  const decimals = decimalsOf(currency)
  const plain = text.trim().replace(/[\s'’]/g, '')
  if (!/^\d[\d.,]*$/.test(plain)) return { ok: false, reason: 'unreadable' }
  const at = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','))
  const separator = at < 0 ? '' : plain.charAt(at)
  const only = separator !== '' && plain.split(separator).length === 2 && !/[.,]/.test(plain.slice(0, at))
  const tail = at < 0 ? '' : plain.slice(at + 1)
  const groups = at >= 0 && tail.length === 3 && (only ? decimals !== 3 : plain.split(separator).length > 2)
  const whole = at < 0 || groups ? plain : plain.slice(0, at)
  const fraction = at < 0 || groups ? '' : tail
  if (!/^(\d+|\d{1,3}(\.\d{3})+|\d{1,3}(,\d{3})+)$/.test(whole)) return { ok: false, reason: 'unreadable' }
  if (!groups && separator && whole.includes(separator)) return { ok: false, reason: 'unreadable' }
  if (fraction.replace(/0+$/, '').length > decimals) return { ok: false, reason: 'too-precise' }
  const minor = Number(whole.replace(/[.,]/g, '') + fraction.slice(0, decimals).padEnd(decimals, '0'))
  return Number.isSafeInteger(minor) ? { ok: true, minor } : { ok: false, reason: 'unreadable' }
}

/** `125050`, EUR → `1250.50`: what stands in the input, without grouping so that it is easy to edit. */
export function writeAmount(minor: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(minor).padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
