import { z } from 'zod'

/** PostgreSQL's text cannot hold NUL; every other character is kept as it came. */
const storable = (text: string) => text.replaceAll('\0', '')

/** One line of text, trimmed, at least one character. */
export const line = (max: number, empty = 'Please fill this in.') =>
  z
    .string()
    .transform((text) => storable(text).replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, empty).max(max, `Please use at most ${max} characters.`))

/** A title kept to the letter, spaces included, so that an import loses nothing; it must say something. */
export const exactTitle = (max: number, empty: string) =>
  z
    .string()
    .transform(storable)
    .pipe(
      z
        .string()
        .max(max, `Please use at most ${max} characters.`)
        .refine((text) => text.trim() !== '', empty),
    )

/** A text of several lines, kept as typed. */
export const longText = (max: number) =>
  z
    .string()
    .transform(storable)
    .pipe(z.string().max(max, `Please use at most ${max.toLocaleString('en')} characters.`))

export const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Enter an e-mail address such as anna@example.com.').max(254))

export const isoDate = z.iso.date('Enter a date such as 2026-11-20.')

export const idInput = z.uuid('This is not an id.')

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
export const timeZoneInput = z.string().max(64).refine(isTimeZone, 'This is not a time zone such as Europe/Berlin.')
