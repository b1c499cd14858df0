import { expect, test } from 'vitest'
import { formatMoney } from '@/lib/core/money'
import { moneyText } from './money-text'

test('the browser writes an amount exactly as the server does', () => {
  for (const currency of ['EUR', 'JPY', 'KWD'])
    for (const amount of [0, 5, 125_000, 9_007_199_254_740_991, -125])
      for (const locale of ['en', 'de-DE'])
        expect(moneyText({ amount, currency }, locale)).toBe(formatMoney({ amount, currency }, locale))
})
