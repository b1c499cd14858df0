import { z } from 'zod'
import type { DateStyle } from './schema'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const later = '(?:[T ,].*)?'
const yearFirst = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${later}$`)
const dayAndWord = new RegExp(`^(\\d{1,2})[-/. ]+([A-Za-z]{3,9})\\.?[-/., ]+(\\d{4}|\\d{2})${later}$`)
const wordAndDay = new RegExp(`^([A-Za-z]{3,9})\\.? (\\d{1,2}),? (\\d{4})${later}$`)
const figures = new RegExp(`^(\\d{1,2})([./-])(\\d{1,2})[./-](\\d{4}|\\d{2})${later}$`)

const monthOf = (word = '') => String(months.indexOf(word.slice(0, 3).toLowerCase()) + 1)

/** A calendar day as ISO, or undefined when there is no such day. Two figures of a year mean this century. */
function dayOf(year = '', month = '', day = ''): string | undefined {
  const iso = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return z.iso.date().safeParse(iso).success ? iso : undefined
}

/**
 * A date as trackers write it, as an ISO date; a time behind it is left out, the day is the one that stands there.
 * `style` decides about figures like 03/04/2026 only; all else can be read in one way.
 * @returns undefined when it is no date in this style
 */
export function readDate(value: string, style: DateStyle): string | undefined {
  const text = value.trim()
  let found = yearFirst.exec(text)
  if (found) return dayOf(found[1], found[2], found[3])
  found = dayAndWord.exec(text)
  if (found) return dayOf(found[3], monthOf(found[2]), found[1])
  found = wordAndDay.exec(text)
  if (found) return dayOf(found[3], monthOf(found[1]), found[2])
  found = figures.exec(text)
  if (!found || style === 'ISO' || style === 'JIRA') return undefined
  return style === 'DAY_FIRST' ? dayOf(found[4], found[3], found[1]) : dayOf(found[4], found[1], found[3])
}

const exact = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/

/** A moment in the past, to the second where the file says so and has a zone, otherwise at noon of its day. */
export function readInstant(value: string, style: DateStyle): Date | undefined {
  const text = value.trim()
  const day = readDate(text, style)
  if (!day) return undefined
  const moment = new Date(exact.test(text) ? text : `${day}T12:00:00Z`)
  return moment > new Date() ? new Date() : moment
}

/** The style that a column is written in; `certain` is false when day and month could be either way round. */
export function recognizeStyle(values: readonly string[]): { style: DateStyle; certain: boolean; example: string } {
  const filled = values.map((value) => value.trim()).filter(Boolean)
  const inFigures = filled.filter((value) => figures.test(value))
  const [first = ''] = filled
  if (inFigures.length === 0) {
    const worded = filled.find((value) => dayAndWord.test(value))
    return { style: worded ? 'JIRA' : 'ISO', certain: true, example: worded ?? first }
  }
  const readable = (style: DateStyle) => inFigures.filter((value) => readDate(value, style)).length
  const [dayFirst, monthFirst] = [readable('DAY_FIRST'), readable('MONTH_FIRST')]
  const slashed = inFigures.some((value) => figures.exec(value)?.[2] === '/')
  const style =
    dayFirst !== monthFirst
      ? dayFirst > monthFirst
        ? 'DAY_FIRST'
        : 'MONTH_FIRST'
      : slashed
        ? 'MONTH_FIRST'
        : 'DAY_FIRST'
  const telling = inFigures.find(
    (value) => readDate(value, 'DAY_FIRST') === undefined || readDate(value, 'MONTH_FIRST') === undefined,
  )
  // Dots are written by people who put the day first.
  const dotted = inFigures.every((value) => figures.exec(value)?.[2] === '.')
  return { style, certain: dayFirst !== monthFirst || dotted, example: telling ?? inFigures[0] ?? first }
}
