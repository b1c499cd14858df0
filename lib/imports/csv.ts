import { setImmediate } from 'node:timers/promises'
import { type CsvError, parse } from 'csv-parse'
import { maxRows, notCsv, requireRows } from './refusals'
import { mergeColumns, type Table } from './table'

const separators = [',', ';', '\t', '|'] as const
export type Separator = (typeof separators)[number]

/** The separator that the heading holds most often, outside quotes. */
export function findSeparator(text: string): Separator {
  const counts = { ',': 0, ';': 0, '\t': 0, '|': 0 }
  let quoted = false
  for (const character of text.slice(0, 50_000)) {
    if (character === '"') quoted = !quoted
    else if (!quoted && character in counts) counts[character as Separator]++
    else if (!quoted && (character === '\n' || character === '\r')) break
  }
  return separators.reduce((best, next) => (counts[next] > counts[best] ? next : best))
}

/** A file is taken in parts of so many characters; between them the process serves others. */
const partSize = 256 * 1024

/** Excel's first line that only names the separator; people do not see it there. */
const hint = /^\uFEFF?sep=(.)\r?\n/i

async function recordsOf(text: string, delimiter: Separator): Promise<string[][]> {
  const records: string[][] = []
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 2_000_000,
    to: maxRows + 2,
  })
  const drain = () => {
    for (let record = parser.read(); record !== null; record = parser.read()) records.push(record as string[])
  }
  let failure: unknown
  const ended = new Promise<void>((resolve) => {
    parser.on('readable', drain).on('end', resolve)
    parser.on('error', (error) => {
      failure = error
      resolve()
    })
  })
  // A part must not end within a surrogate pair: the parser works on bytes.
  for (let at = 0; at < text.length && !failure && records.length <= maxRows + 1; ) {
    const end = at + partSize
    const split = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800 ? end + 1 : end
    parser.write(text.slice(at, split))
    at = split
    drain()
    await setImmediate()
  }
  parser.end()
  drain()
  await ended
  if (failure) {
    const { lines } = failure as CsvError & { lines?: number }
    throw notCsv(`This is not a CSV file${lines ? `: the quotes do not match near line ${lines}` : ''}.`)
  }
  return records
}

/**
 * Reads a CSV (RFC 4180, with the usual liberties): BOM, CRLF, comma, semicolon, tab or bar. Cells are kept to the
 * letter; rows that are shorter or longer than the heading are named as such.
 * @throws 400 at `file` for what is no CSV, has no rows or more than 50,000
 */
export async function readCsv(text: string): Promise<Table & { delimiter: Separator }> {
  const named = separators.find((separator) => separator === hint.exec(text)?.[1])
  const body = named ? text.replace(hint, '') : text
  const delimiter = named ?? findSeparator(body)
  const [heading, ...records] = await recordsOf(body, delimiter)
  if (!heading || heading.every((cell) => cell.trim() === '')) throw notCsv('This file is empty.')
  requireRows(records.length, 'This file has a heading but no rows.')
  const table = mergeColumns(
    heading,
    records.map((cells, index) => ({ line: index + 2, cells })),
  )
  return { ...table, delimiter }
}
