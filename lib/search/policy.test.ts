import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isMeant, slips } from './policy'

const word = fc.stringMatching(/^[a-z]{4,12}$/)

test('the word itself and each of its beginnings are no slip', () => {
  fc.assert(fc.property(word, fc.nat(12), (text, end) => slips(text.slice(0, end), text) === 0))
})

test('one letter left out, added, changed or swapped is at most one slip', () => {
  fc.assert(
    fc.property(word, fc.nat(), fc.constantFrom('a', 'q', 'z'), (text, place, letter) => {
      const at = place % (text.length - 1)
      const typed = [
        text.slice(0, at) + text.slice(at + 1),
        text.slice(0, at) + letter + text.slice(at),
        text.slice(0, at) + letter + text.slice(at + 1),
        text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2),
      ]
      return typed.every((one) => slips(one, text) <= 1)
    }),
  )
})

test('two slips, or one in a short word, are another word', () => {
  expect(isMeant('bcakpu', 'backup')).toBe(false)
  expect(isMeant('tsk', 'test')).toBe(false)
})
