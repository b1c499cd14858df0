export type Person = { id: string; name: string }

const markup = /@\[([^\]\n]{1,120})\]\(([0-9a-f-]{36})\)/g

/** A stored text as people type it, `@Dora Developer`, and whom it mentions. */
export function fromMarkup(body: string): { text: string; people: Person[] } {
  const people = [...body.matchAll(markup)].map(([, name = '', id = '']) => ({ id, name }))
  return { text: body.replace(markup, '@$1'), people }
}

/**
 * A typed text as it is stored: `@Name` of somebody known becomes `@[Name](id)`. Of several with the same name the one
 * who was picked is meant, so put those last; longer names win over shorter ones that begin alike.
 */
export function toMarkup(text: string, people: readonly Person[]): string {
  const ids = new Map(people.map(({ id, name }) => [name, id]))
  const names = [...ids.keys()].filter(Boolean).sort((a, b) => b.length - a.length)
  if (names.length === 0) return text
  const known = new RegExp(`(^|[^\\p{L}\\p{N}@])@(${names.map(literally).join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  return text.replace(known, (_, before: string, name: string) => `${before}@[${name}](${ids.get(name)})`)
}

const literally = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The mention that is being typed at the caret: where its `@` stands and what follows; null when there is none. */
export function mentionAt(text: string, caret: number): { start: number; query: string } | null {
  const match = /(?:^|[\s(])@([^\s@](?:[^\n@]{0,40})|)$/u.exec(text.slice(0, caret))
  return match ? { start: caret - (match[1] ?? '').length - 1, query: match[1] ?? '' } : null
}

/** Whom a typed beginning can mean: any word of the name begins with it. */
export const matching = (people: readonly Person[], query: string): Person[] => {
  const wanted = query.toLocaleLowerCase()
  return people
    .filter(({ name }) => {
      const lower = name.toLocaleLowerCase()
      return lower.startsWith(wanted) || lower.split(/\s+/).some((word) => word.startsWith(wanted))
    })
    .slice(0, 8)
}
