/**
 * How many single slips (a letter too many, missing, wrong, or two swapped) lie between a typed word and the beginning of
 * a word. Optimal string alignment distance (Damerau 1964, restricted); the end of `word` costs nothing.
 */
export function slips(typed: string, word: string): number {
  let before: number[] = []
  let last = Array.from({ length: word.length + 1 }, (_, at) => at)
  for (let i = 1; i <= typed.length; i++) {
    const row = [i]
    for (let j = 1; j <= word.length; j++) {
      const same = typed[i - 1] === word[j - 1]
      const swapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]
      row[j] = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (same ? 0 : 1),
        swapped ? (before[j - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = row
  }
  return Math.min(...last)
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** Whether every typed word is the beginning of a word of the name, or one slip away from it (none below four letters). */
export function isMeant(query: string, name: string): boolean {
  const words = wordsOf(name)
  return wordsOf(query).every((typed) =>
    words.some((word) => word.includes(typed) || (typed.length >= 4 && slips(typed, word) <= 1)),
  )
}
