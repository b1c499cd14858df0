import type { Facts } from './matrix-facts'
import { type Field, fields, isDeclared } from './matrix-fields'
import { indexOf, knownTo, mentionedIn } from './matrix-known'
import type { Oracle } from './matrix-oracle'
import { wrongRights } from './matrix-rights'
import { emptiableIn, type Spot, walkAnswer } from './matrix-shapes'
import { operations } from './router'

/** Whether the body of an answer has the fields that its operation declares and this reader gets, and speaks of nothing else. */

type Answer = { operation: string; who: string; write: boolean; text: string; body: Record<string, unknown> }

const byName = new Map(operations.map((entry) => [entry.name, entry]))
const fieldOf = (name: string, path: string): Field | undefined => fields[name.split('.')[0] ?? '']?.[path]
const isEmpty = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0) || value === 0

/** Every place of every answer that may be empty: `declared` for what may be null or missing means that somebody said whose it is. */
export const emptiable = () =>
  operations.flatMap(({ name, output }) =>
    emptiableIn(output).map(({ path, list }) => {
      const noun = name.split('.')[0] ?? ''
      return { field: `${noun} ${path}`, list, declared: isDeclared(noun, path) }
    }),
  )

const ownWords = new Set(['id', 'version', 'status', 'assigneeId'])

/** What the trail tells, and what it is asked to tell, is about everything. */
const speaksOfAll = /^(audit|history)\./
/** What was thrown away is spoken of where it can be taken back, and after it was. */
const speaksOfBin = /^bin\.|\.restore$/

export function bodyReader(oracle: Oracle, neighbour: Facts) {
  const [here, there] = [indexOf(oracle.facts), indexOf(neighbour)]
  const known = new Map<string, ReturnType<typeof knownTo>>()
  const knownBy = (who: string) => {
    const found = known.get(who) ?? knownTo(oracle, who)
    known.set(who, found)
    return found
  }

  const misplaced = ({ operation, who }: Answer, { path, value, around }: Spot): string[] => {
    const rule = fieldOf(operation, path)
    if (!rule) return []
    const gets = rule.gets(oracle, who, around)
    if (gets === false && !isEmpty(value)) return [`${path} is not theirs to get`]
    return gets && rule.always && (value ?? null) === null ? [`${path} is theirs to get`] : []
  }

  const overheard = ({ operation, who, text }: Answer): string[] => {
    const { now, binned, sums } = knownBy(who)
    return [...mentionedIn(text)].flatMap((mention) => {
      const of = here.get(mention)
      if (!of && there.has(mention)) return [`speaks of ${mention} of another organization`]
      if (!of || speaksOfAll.test(operation)) return []
      const inBin = speaksOfBin.test(operation) && binned.has(of.sum ? `sum ${of.id}` : of.id)
      const may = inBin || (of.sum ? sums : now).has(of.id)
      return may ? [] : [`speaks of the ${of.kind} ${mention}`]
    })
  }

  /** @returns what is wrong with it, in words */
  return (answer: Answer): string[] => {
    const entry = byName.get(answer.operation)
    if (!entry) return ['is not served']
    const { wrong, spots } = walkAnswer(entry.output, answer.body)
    // What somebody could change but not see afterwards is answered with the command's own few words.
    const short = answer.write && Object.keys(answer.body).every((name) => ownWords.has(name))
    const shaped = short ? [] : [...wrong, ...spots.flatMap((spot) => misplaced(answer, spot))]
    // A write may change what its maker may do next.
    const rights = answer.write
      ? []
      : wrongRights(oracle, answer.who, answer.operation.split('.')[0] ?? '', answer.body)
    return [...shaped, ...rights, ...overheard(answer)]
  }
}
