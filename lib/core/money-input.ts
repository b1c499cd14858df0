import { z } from 'zod'
import { currencies } from './money'

// Apart from what writes amounts: a page that shows one needs no zod.
export const currencyInput = z
  .string()
  .trim()
  .transform((code) => code.toUpperCase())
  .refine((code) => currencies.includes(code), 'This is not a currency code such as EUR.')

/** Minor units: a whole number from 0 that JavaScript and the database hold exactly. */
export const minorInput = z
  .int('Enter an amount in whole cents.')
  .min(0, 'The amount cannot be negative.')
  .max(9_007_199_254_740_991, 'This amount is too large.')
