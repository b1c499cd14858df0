const unitMs: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 }

/** Milliseconds of an Inngest duration such as `1d2h30m10s`; null when it is not one. */
export function durationMs(text: string): number | null {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|w|d|h|m|s)/g)]
  if (!parts.length || parts.map((part) => part[0]).join('') !== text.trim()) return null
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitMs[unit ?? ''] ?? 0), 0)
}

/** The moment a duration from `now` (milliseconds) or an ISO date names; null when it names none. */
export function momentOf(text: string, now: number = Date.now()): Date | null {
  const ms = durationMs(text)
  if (ms !== null) return new Date(Math.min(now + ms, 8_000_000_000_000))
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? null : date
}
