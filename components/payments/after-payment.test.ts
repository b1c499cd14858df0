import { expect, test } from 'vitest'
import { afterPayment } from './after-payment'

const totals = { net: { amount: 1000 }, required: { amount: 500 }, verified: { amount: 200 } }

test('a part leaves the rest, and says what the required share still lacks', () => {
  expect(afterPayment(totals, 100)).toEqual({ left: 700, over: 0, missing: 200 })
})

test('exactly the required share lacks nothing', () => {
  expect(afterPayment(totals, 300)).toEqual({ left: 500, over: 0, missing: 0 })
})

test('paying too much is named and leaves nothing', () => {
  expect(afterPayment(totals, 900)).toEqual({ left: 0, over: 100, missing: 0 })
})
