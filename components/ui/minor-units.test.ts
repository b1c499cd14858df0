import { describe, expect, test } from 'vitest'
import { readAmount, writeAmount } from './minor-units'

describe('typing an amount', () => {
  test.each([
    ['1250', 'EUR', 125_000],
    ['1250.5', 'EUR', 125_050],
    ['1250,50', 'EUR', 125_050],
    ['1,250.50', 'EUR', 125_050],
    ['1.250,50', 'EUR', 125_050],
    ['1 250,50', 'EUR', 125_050],
    ["1'250.50", 'CHF', 125_050],
    ['1,250', 'EUR', 125_000],
    ['1.250.000', 'EUR', 125_000_000],
    ['1.250,000', 'EUR', 125_000],
    ['0.10', 'EUR', 10],
    ['0,07', 'EUR', 7],
    ['1250', 'JPY', 1250],
    ['1,250', 'JPY', 1250],
    ['1.250', 'KWD', 1250],
    ['90071992547409.91', 'EUR', 9_007_199_254_740_991],
  ])('%s %s is %d minor units', (text, currency, minor) => {
    expect(readAmount(text, currency)).toEqual({ ok: true, minor })
  })

  test.each(['', '-5', '1e3', 'ten', '1.2.3', '1,25,000', '1,250,50', '.', '5€', '90071992547409.92'])(
    '%j is not read at all',
    (text) => {
      expect(readAmount(text, 'EUR')).toEqual({ ok: false, reason: 'unreadable' })
    },
  )

  test.each([
    ['1.5', 'JPY'],
    ['0.1234', 'EUR'],
    ['1,005.005', 'EUR'],
  ])('%s %s has more decimals than the currency', (text, currency) => {
    expect(readAmount(text, currency)).toEqual({ ok: false, reason: 'too-precise' })
  })

  test('what is written can be read again', () => {
    for (const currency of ['EUR', 'JPY', 'KWD']) {
      for (const minor of [0, 1, 9, 10, 99, 100, 1_005, 125_050, 9_007_199_254_740_991]) {
        expect(readAmount(writeAmount(minor, currency), currency)).toEqual({ ok: true, minor })
      }
    }
  })
})
