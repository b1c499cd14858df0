import { z } from 'zod'

// Control characters (but tab and line ends) cannot be stored or shown; NUL breaks PostgreSQL's text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g

/** One line of text, trimmed, at least one character. */
export const line = (max: number, empty = 'Please fill this in.') =>
  z
    .string()
    .transform((text) => text.replace(control, '').replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, empty).max(max, `Please use at most ${max} characters.`))

/** A text of several lines, kept as typed. */
export const longText = (max: number) =>
  z
    .string()
    .transform((text) => text.replace(control, ''))
    .pipe(z.string().max(max, `Please use at most ${max.toLocaleString('en')} characters.`))

export const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Enter an e-mail address such as anna@example.com.').max(254))

export const isoDate = z.iso.date('Enter a date such as 2026-11-20.')

export const idInput = z.uuid('This is not an id.')
