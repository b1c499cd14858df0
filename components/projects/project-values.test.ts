import { expect, test } from 'vitest'
import { changedProjectOf, newProjectOf } from './project-values'

test('a new project leaves out what was left empty', () => {
  expect(newProjectOf({ title: 'Shop', currency: 'EUR', cost: 125_000, discountKind: 'amount' })).toEqual({
    title: 'Shop',
    cost: { amount: 125_000, currency: 'EUR' },
  })
})

test('a discount is an amount in the currency of the cost, or a percentage', () => {
  const typed = { currency: 'CHF', cost: 100, discount: 10 }
  expect(newProjectOf({ ...typed, discountKind: 'amount' }).discount).toEqual({ amount: 10, currency: 'CHF' })
  expect(newProjectOf({ ...typed, discountKind: 'percent' }).discount).toEqual({ percent: 10 })
})

test('an amount that cannot be read goes to the server as typed', () => {
  expect(newProjectOf({ currency: 'EUR', cost: '12.345.6' }).cost).toEqual({ amount: '12.345.6', currency: 'EUR' })
})

test('emptying a discount, a tax or a share takes it away', () => {
  const emptied = {
    currency: 'EUR',
    cost: 100,
    discount: null,
    discountKind: 'percent',
    taxRate: null,
    requiredShare: null,
  }
  expect(changedProjectOf({ title: 'Shop', description: null, ...emptied })).toEqual({
    title: 'Shop',
    description: '',
    cost: { amount: 100, currency: 'EUR' },
    discount: { amount: 0, currency: 'EUR' },
    taxRate: 0,
    requiredShare: null,
  })
})

test('a form without money does not touch the money', () => {
  expect(changedProjectOf({ title: 'Shop', description: 'New', dueOn: null })).toEqual({
    title: 'Shop',
    description: 'New',
    dueOn: null,
  })
})
