import { readDate, readInstant } from './dates'
import { type Assignable, matchPerson, type Outsiders, outsiderFor } from './people'
import type { ImportSource } from './schema'
import { saidBefore } from './words'

/** A comment of another program, as it is kept here: `at` is null when the file does not say when. */
export type Remark = { authorId: string | null; at: Date | null; body: string }

const longest = 20_000
/** Jira: the day, who, and what; the text may hold semicolons of its own. */
const jiraComment = /^([^;\n]{6,40});([^;\n]{0,200});([\s\S]*)$/

/** A cell of a comment column as a comment. What was written elsewhere says so, and by whom where nobody here is meant. */
export function readRemark(
  cell: string,
  source: ImportSource,
  people: Assignable,
  outsiders: Outsiders,
): Remark | undefined {
  const found = jiraComment.exec(cell)
  const day = found?.[1] && readDate(found[1], 'DAY_FIRST')
  const [author, text] = day ? [found?.[2]?.trim() ?? '', found?.[3] ?? ''] : ['', cell]
  if (text.trim() === '') return undefined
  const authorId = matchPerson(author, people) ?? outsiderFor(author, outsiders)?.id ?? null
  const said = saidBefore(source, authorId ? '' : author, day || '')
  return {
    authorId,
    at: day ? (readInstant(found?.[1] ?? '', 'DAY_FIRST') ?? null) : null,
    body: `${said}\n\n${text.trim()}`.slice(0, longest),
  }
}
