import { type Aim, abreastAsk, type Door, namings } from './door'
import { kindOf } from './ids'
import type { Offered } from './offer'
import type { House, Scratch } from './scratch'
import { type Section, sectionOf } from './sheet'

/** Bodies that name one record of another organization, the rest being one's own. */
function foreignBodies(operation: Offered, theirs: House, ours: House): Record<string, unknown>[] {
  const own = Object.fromEntries(operation.fields.map((field) => [field, valueFor(operation, field, ours)]))
  return operation.fields.flatMap((field) =>
    [theirs.ids[kindOf(field) ?? '']?.[0]].map((id) => ({
      ...own,
      [field]: Array.isArray(operation.body?.[field]) ? [id] : id,
    })),
  )
}

function valueFor(operation: Offered, field: string, house: House): unknown {
  const id = house.ids[kindOf(field) ?? '']?.[0]
  return Array.isArray(operation.body?.[field]) ? [id] : id
}

type Attempt = Aim & { told: string; mayAnswer: boolean }

/** Every place of every operation that takes an id, with an id of the neighbour's in it. */
export function attempts(operations: Offered[], { ours, theirs }: Scratch): Attempt[] {
  return operations.flatMap((operation): Attempt[] => {
    const { method, path } = operation
    const told = `${method} ${path}`
    if (path.startsWith('/platform')) {
      const [named = {}] = namings(operation, theirs)
      return [{ operation, slug: '', named, told: `${told} as nobody of the platform`, mayAnswer: false }]
    }
    if (!path.includes('{org}')) return []
    const own = namings(operation, ours)[0] ?? {}
    const byAddress = namings(operation, theirs).map((named) => ({
      operation,
      slug: theirs.slug,
      named,
      told: `${told} at the neighbour’s address`,
      mayAnswer: false,
    }))
    const byId = operation.names.flatMap((name) =>
      (theirs.ids[name] ?? []).slice(0, 2).map((id) => ({
        operation,
        slug: ours.slug,
        named: { ...own, [name]: id },
        told: `${told} with the neighbour’s {${name}}`,
        mayAnswer: false,
      })),
    )
    const byQuery = operation.asked.map((name) => ({
      operation,
      slug: ours.slug,
      named: own,
      asked: { [name]: theirs.ids[kindOf(name) ?? '']?.[0] ?? '' },
      told: `${told} with the neighbour’s ${name} in the query`,
      mayAnswer: true,
    }))
    const byBody = foreignBodies(operation, theirs, ours).map((given, at) => ({
      operation,
      slug: ours.slug,
      named: own,
      given,
      told: `${told} with the neighbour’s ${operation.fields[at]} in the body`,
      mayAnswer: true,
    }))
    return [...byAddress, ...byId, ...byQuery, ...byBody]
  })
}

/**
 * The owner of one organization, who may do everything in it, tries every operation with what belongs to another one; and
 * nobody at all tries every operation.
 */
export async function attackOperations(
  part: 'operations' | 'files',
  door: Door,
  offered: Offered[],
  scratch: Scratch,
): Promise<Section> {
  const notes = sectionOf(part)
  const { ours, theirs } = scratch
  const operations = offered.filter(({ file }) => file === (part === 'files'))
  for (const { method, path, names } of operations)
    for (const name of names)
      if (!theirs.ids[name]?.length) notes.find(`${method} ${path}: nothing to try for {${name}}`)

  await abreastAsk(door, attempts(operations, scratch), ours.people.owner, ({ told, mayAnswer }, { status, text }) => {
    notes.ask()
    if (status >= 500) notes.find(`${told} answers ${status}`)
    if (status < 400 && !mayAnswer) notes.find(`${told} answers ${status}`)
    for (const word of [theirs.mark, theirs.inside])
      if (text.includes(word)) notes.find(`${told} tells the neighbour’s words`)
  })

  const closed = operations.filter(({ permission }) => permission !== 'public')
  const unsigned = closed.map((operation) => ({
    operation,
    slug: ours.slug,
    named: namings(operation, ours)[0] ?? {},
    told: `${operation.method} ${operation.path} without a token`,
  }))
  await abreastAsk(door, unsigned, null, ({ told }, { status }) => {
    notes.ask()
    if (status !== 401) notes.find(`${told} answers ${status}`)
  })
  return notes.end()
}
