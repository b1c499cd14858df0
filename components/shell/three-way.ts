type Plain = Record<string, unknown>
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
const isWords = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/**
 * What somebody means who edited `base` while `theirs` was saved: their own changes on top of it, field by field; what
 * they did not touch is what is saved now. Lists of words are merged word by word.
 */
export function onTopOf<T>(base: T, theirs: T, mine: T): T {
  if (same(base, mine)) return theirs
  if (isPlain(base) && isPlain(theirs) && isPlain(mine)) {
    const fields = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])]
    const merged = fields.map((field) => [field, onTopOf(base[field], theirs[field], mine[field])] as const)
    return Object.fromEntries(merged.filter(([, value]) => value !== undefined)) as T
  }
  if (isWords(base) && isWords(theirs) && isWords(mine)) {
    const kept = theirs.filter((word) => mine.includes(word) || !base.includes(word))
    return [...new Set([...kept, ...mine.filter((word) => !base.includes(word))])] as T
  }
  return mine
}
