import { readCsv } from './csv'
import { looksLikeJson, parseJson } from './json'
import { notCsv } from './refusals'
import { type ImportField, type ImportSource, pluralFields } from './schema'
import { asana } from './sources/asana'
import { csv } from './sources/csv'
import { githubCsv, githubJson } from './sources/github'
import { jira } from './sources/jira'
import type { CsvSource, JsonSource } from './sources/source'
import { trello } from './sources/trello'
import type { ImportFile, Table } from './table'
import { decodeText } from './text'

/** In the order in which they are asked whether they wrote the file. */
const tables: Partial<Record<ImportSource, CsvSource>> = { JIRA: jira, ASANA: asana, GITHUB: githubCsv, CSV: csv }
const documents: Partial<Record<ImportSource, JsonSource>> = { TRELLO: trello, GITHUB: githubJson }
const namesOf = <T>(sources: Partial<Record<ImportSource, T>>) => Object.keys(sources) as ImportSource[]

function readJson(text: string): Table & { source: ImportSource } {
  const value = parseJson(text)
  for (const source of namesOf(documents)) {
    const table = documents[source]?.read(value)
    if (table) return { ...table, source }
  }
  throw notCsv('This JSON is neither a Trello board nor a list of GitHub issues. Export it again, or use CSV.')
}

/**
 * Takes a file apart: encoding, separator and the program that wrote it are recognized by its content.
 * @param as what to read it as instead of what was recognized; a source that cannot be this file is ignored
 * @throws 400 at `file` for what is neither CSV nor a known JSON, has no rows or more than 50,000
 */
export async function readFile(content: Uint8Array, as?: ImportSource): Promise<ImportFile> {
  const { text, encoding } = decodeText(content)
  if (looksLikeJson(text)) {
    const table = readJson(text)
    return { ...table, encoding, delimiter: '', readableAs: [table.source] }
  }
  const { delimiter, ...table } = await readCsv(text)
  const headings = new Set(table.columns.map((column) => column.toLowerCase()))
  const has = (heading: string) => headings.has(heading.toLowerCase())
  const readableAs = namesOf(tables)
  const source =
    readableAs.find((name) => name === as) ?? readableAs.find((name) => tables[name]?.recognizes(has)) ?? 'CSV'
  return { ...(tables[source] ?? csv).refine(table), encoding, delimiter, source, readableAs }
}

const sampled = 200

/**
 * Which column is probably which field: by the usual names of its source, columns that hold something first.
 * Who may not assign tasks is not offered people.
 */
export function suggestMapping(
  file: Pick<ImportFile, 'source' | 'delimiter'> & Table,
  mayAssign: boolean,
): Record<string, ImportField> {
  const source = file.delimiter ? tables[file.source] : documents[file.source]
  const filled = new Set(
    file.columns.filter((_, at) =>
      file.rows.slice(0, sampled).some(({ cells }) => cells[at]?.some((value) => value.trim())),
    ),
  )
  const mapping: Record<string, ImportField> = {}
  const candidates = file.columns.toSorted((a, b) => Number(filled.has(b)) - Number(filled.has(a)))
  for (const [name, field] of source?.fields ?? csv.fields)
    for (const column of candidates) {
      const taken = field === 'assignee' || !pluralFields.includes(field)
      if (field === 'assignee' && !mayAssign) continue
      if (!name.test(column) || mapping[column] || (taken && Object.values(mapping).includes(field))) continue
      mapping[column] = field
    }
  // In the order of the file, as people read it.
  return Object.fromEntries(file.columns.flatMap((column) => (mapping[column] ? [[column, mapping[column]]] : [])))
}
