import { expect, test } from 'vitest'
import { z } from 'zod'
import { emptiable } from './matrix-bodies'
import { declaredFields } from './matrix-fields'
import { oracleOf } from './matrix-oracle'
import { wrongRights } from './matrix-rights'
import { emptiableIn, walkAnswer } from './matrix-shapes'
import { matrixWorld } from './matrix-world'

test('of every field that may be empty somebody said whose it is, and of nothing else', () => {
  const found = emptiable()
  expect(found.length).toBeGreaterThan(200)
  expect(found.filter(({ list, declared }) => !list && !declared).map(({ field }) => field)).toEqual([])
  const fields = new Set(found.map(({ field }) => field))
  expect(declaredFields().filter((field) => !fields.has(field))).toEqual([])
})

test('what an answer says that its reader may do is what the oracle decides, flag by flag', () => {
  const { facts, actors } = matrixWorld('acme')
  const [id, client] = [facts.projects[0]?.id, actors.client?.id ?? '']
  const said = (may: object) => wrongRights(oracleOf(facts), client, 'projects', { items: [{ id, may }] })
  expect(said({ edit: false, share: false })).toEqual([])
  expect(said({ edit: true, share: false, fly: true })).toEqual(['may.edit is true', 'may.fly is decided by nobody'])
})

const person = z.object({ id: z.string(), email: z.string().nullable(), note: z.string().optional() })
const team = z.object({ items: z.array(person.extend({ mates: z.array(person) })), nextCursor: z.string().nullable() })

test('a field may be empty in a list as in a record, at any depth', () => {
  expect(emptiableIn(team).map(({ path }) => path)).toEqual([
    'items',
    'email',
    'note',
    'mates',
    'mates[].email',
    'mates[].note',
    'nextCursor',
  ])
})

test('an answer has the fields that are declared, no more and no less, at any depth', () => {
  const one = { id: 'a', email: null }
  const asked = (more: object, mate: object = one) =>
    walkAnswer(team, { items: [{ ...one, mates: [mate], ...more }], nextCursor: null })
  expect(asked({}).wrong).toEqual([])
  expect(asked({}, { ...one, phone: '1' }).wrong).toEqual(['mates[].phone is not declared'])
  expect(asked({ cost: 5 }).wrong).toEqual(['cost is not declared'])
  expect(asked({ email: 5 }, { id: 'b' }).wrong).toEqual(['email is not what is declared', 'mates[].email is missing'])
  const [mail] = asked({}, { id: 'b', email: 'b@b.test' }).spots.filter(({ path }) => path === 'mates[].email')
  expect(mail).toMatchObject({ value: 'b@b.test', around: [{}, { id: 'a' }, { id: 'b' }] })
})
