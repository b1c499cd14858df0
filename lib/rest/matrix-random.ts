import fc from 'fast-check'
import { allPermissions, catalogue, type Grant, type Permissions } from '@/lib/core/permissions'
import { builtinRoles } from '@/lib/roles/builtin'
import { type ClientFact, FactBook, type Facts, type PersonFact } from './matrix-facts'
import { builtinKeys, loginOf } from './matrix-world'

/** Organizations by chance: who made, holds, shares and shares a team with whom, with which permissions. */

export const chanceLogins = ['ada', 'ben', 'cleo', 'dan', 'eve', 'fay']
export type Dice = ReturnType<typeof diceOf>

/** Choices that a failing run can repeat and shrink. */
export const diceOf = (value: fc.GeneratorValue) => {
  const below = (count: number) => value(fc.integer, { min: 0, max: count - 1 })
  return {
    below,
    /** True once in `times`. */
    once: (times: number) => below(times) === times - 1,
    one: <T>(from: readonly T[]): T => from[below(from.length)] as T,
    some: <T>(from: readonly T[], most: number): T[] => {
      const count = below(most + 1)
      return [...new Set(Array.from({ length: count }, () => from[below(from.length)] as T))]
    },
  }
}

const scopes: Grant[] = ['own', 'own', 'team', 'team', 'all']
const anyPermissions = (dice: Dice): Permissions =>
  Object.fromEntries(
    allPermissions
      .filter(() => dice.below(5) > 1)
      .map((permission) => [permission, catalogue[permission].kind === 'flag' ? true : dice.one(scopes)]),
  )

/** People of the built-in roles, or of roles that nobody designed. */
function castOf(book: FactBook, dice: Dice, builtin: boolean): PersonFact[] {
  if (builtin) {
    const roles = new Map(builtinRoles.map(({ key, permissions }) => [key, book.role(key, permissions).id]))
    return builtinKeys.map((key) =>
      book.person(key, loginOf(key), key === 'owner' ? { owner: true } : { roleIds: [roles.get(key) ?? ''] }),
    )
  }
  const roles = [0, 1, 2, 3].map((n) => book.role(`custom-${n}`, anyPermissions(dice)).id)
  return chanceLogins.map((name, n) =>
    book.person(
      name,
      loginOf(name),
      n === 0 ? { owner: true } : { roleIds: [dice.one(roles), ...dice.some(roles, 1)] },
    ),
  )
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n))

export function randomWorld(slug: string, dice: Dice, builtin = false): Facts {
  const book = new FactBook(slug)
  const people = castOf(book, dice, builtin)
  const anybody = () => dice.one(people)
  const maybe = () => (dice.once(2) ? anybody().id : undefined)
  const bin = () => ({ deleted: dice.once(8) })

  for (const person of people) person.roleIds = [...new Set(person.roleIds)]
  times(3, () => book.team(dice.some(people, 3), { deleted: dice.once(6) }))
  if (dice.once(5)) book.facts.modulesOff.push(dice.one(['crm', 'projects', 'finance', 'tasks', 'support']))

  const contacts = new Map<ClientFact, string[]>()
  const clients = times(4, () => book.client(anybody(), anybody(), bin()))
  for (const client of clients)
    contacts.set(
      client,
      dice.some(people, 3).map((person) => book.contact(client, person, { deleted: dice.once(8) }).id),
    )
  const projects = times(6, () => {
    const client = dice.one(clients)
    return book.project(client, anybody(), {
      salesperson: maybe(),
      verifier: maybe(),
      manager: maybe(),
      members: dice.some(people, 2).map(({ id }) => id),
      shares: dice.some(contacts.get(client) ?? [], (contacts.get(client) ?? []).length),
      ...bin(),
    })
  })
  const tasks = times(12, () => {
    const status = dice.one(['TODO', 'DONE'] as const)
    return book.task(dice.one(projects), anybody(), { assignee: maybe(), status, ...bin() })
  })
  const tickets = times(8, () => book.ticket(dice.one(projects), anybody(), { assignee: maybe(), ...bin() }))
  times(8, () => {
    const [by, decider] = [anybody(), anybody()]
    book.payment(dice.one(projects), by, dice.once(2) && by !== decider ? decider : undefined)
  })
  times(14, () => book.comment(dice.one(tasks), anybody(), dice.once(2), bin()))
  times(10, () => book.reply(dice.one(tickets), anybody(), dice.once(2), bin()))
  times(8, () => book.remark(dice.one(projects), anybody(), dice.once(2), bin()))
  times(14, () => {
    const on = dice.one([
      { task: dice.one(tasks).id },
      { ticket: dice.one(tickets).id },
      { project: dice.one(projects).id },
    ])
    return book.attachment(on, anybody(), dice.once(2), bin())
  })
  times(4, () => book.import(dice.one(projects), anybody()))
  times(2, () => book.invitation(dice.one(book.facts.roles), people[0] as PersonFact))
  times(16, (n) => {
    const subjects = [
      {},
      { project: dice.one(projects).id },
      { task: dice.one(tasks).id },
      { ticket: dice.one(tickets).id },
    ]
    const about = subjects[n % subjects.length]
    book.notice(anybody(), { ...about, read: dice.once(3) })
  })
  return book.facts
}
