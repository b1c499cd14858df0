/** Days of a timeline as whole numbers since 1970; a day has no time zone. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

export const zooms = ['week', 'month', 'quarter'] as const
export type Zoom = (typeof zooms)[number]
/** Pixels per day. */
export const dayWidth: Record<Zoom, number> = { week: 40, month: 16, quarter: 6 }

type Dated = { startsOn: string | null; dueOn: string | null }
export type Span = { from: number; to: number }

/** The days a task covers, both included; one of its days alone is a bar of one day. Null without any. */
export function spanOf({ startsOn, dueOn }: Dated): Span | null {
  const from = startsOn ?? dueOn
  const to = dueOn ?? startsOn
  return from && to ? { from: dayNumber(from), to: dayNumber(to) } : null
}

/** The days to show: everything with some air, and today; never more than six years, whatever somebody typed. */
export function rangeOf(spans: readonly Span[], days: readonly number[], today: number): Span {
  const from = Math.max(today - 1_100, Math.min(today, ...days, ...spans.map((span) => span.from))) - 7
  const to = Math.min(today + 1_100, Math.max(today + 21, ...days, ...spans.map((span) => span.to))) + 14
  return { from, to }
}

/**
 * Where a timeline opens: at today, and at the row from which most bars near today are seen at once. Where no bar is near
 * today, at the one that is nearest to it, so that nobody looks at an empty picture.
 * @param near how many days before and after today are seen · @param most how many rows are seen
 */
export function openingOf(
  spans: readonly Span[],
  today: number,
  near: Span,
  most: number,
): { row: number; day: number } {
  const sees = ({ from, to }: Span) => (to >= today - near.from && from <= today + near.to ? 1 : 0)
  let best = { row: -1, count: 0 }
  let count = 0
  for (let at = spans.length - 1; at >= 0; at--) {
    const [first, beyond] = [spans[at], spans[at + most]]
    count += (first ? sees(first) : 0) - (beyond ? sees(beyond) : 0)
    if (first && sees(first) && count >= best.count) best = { row: at, count }
  }
  if (best.row >= 0) return { row: best.row, day: today }
  const away = ({ from, to }: Span) => (to < today ? today - to : from - today)
  const nearest = spans.reduce((row, span, at) => (away(span) < away(spans[row] ?? span) ? at : row), 0)
  const span = spans[nearest]
  return { row: nearest, day: span ? (span.to < today ? span.to : span.from) : today }
}

export type Grab = 'move' | 'start' | 'end'

/** A span after its bar was moved, or pulled at one end, by some days; it keeps at least one day. */
export function shifted({ from, to }: Span, grab: Grab, days: number): Span {
  if (grab === 'move') return { from: from + days, to: to + days }
  return grab === 'start' ? { from: Math.min(from + days, to), to } : { from, to: Math.max(to + days, from) }
}

/** What is written to a task whose bar was changed: a moved task without a start keeps having none. */
export function datesOf(task: Dated, grab: Grab, { from, to }: Span): Partial<Dated> {
  if (grab === 'start') return { startsOn: dayText(from), ...(task.dueOn === null && { dueOn: dayText(to) }) }
  if (grab === 'end')
    return { dueOn: dayText(to), ...(task.startsOn === null && to > from && { startsOn: dayText(from) }) }
  return {
    ...(task.startsOn !== null && { startsOn: dayText(from) }),
    ...(task.dueOn !== null && { dueOn: dayText(to) }),
  }
}

/** Where a label of the head stands: the first days of weeks or months. */
export function marksOf({ from, to }: Span, zoom: Zoom, locale: string): { day: number; label: string }[] {
  const marks: { day: number; label: string }[] = []
  const month = new Intl.DateTimeFormat(locale, {
    month: 'short',
    year: zoom === 'quarter' ? '2-digit' : 'numeric',
    timeZone: 'UTC',
  })
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  for (let day = from; day <= to; day++) {
    const date = new Date(day * 86_400_000)
    if (zoom === 'week' ? date.getUTCDay() === 1 : date.getUTCDate() === 1)
      marks.push({ day, label: (zoom === 'week' ? short : month).format(date) })
  }
  return marks
}
