import { type CsvError, parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { invalidField } from '@/lib/core/errors'

export const maxRows = 50_000

/** A file taken apart. `rows[i].line` counts from 1 with the header, as a person would in an editor or sheet. */
export type Csv = {
  encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252'
  delimiter: ',' | ';' | '\t' | '|'
  columns: string[]
  rows: { line: number; cells: string[] }[]
}

const reject = (message: string) => invalidField('file', message, 'not_csv')

function decode(bytes: Uint8Array): { text: string; encoding: Csv['encoding'] } {
  const buffer = Buffer.from(bytes)
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return { text: iconv.decode(buffer, 'utf-16le'), encoding: 'UTF-16LE' }
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return { text: iconv.decode(buffer, 'utf-16be'), encoding: 'UTF-16BE' }
  if (buffer.subarray(0, 100_000).includes(0))
    throw reject('This is not a text file. Export your tasks as CSV and try again.')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(buffer), encoding: 'UTF-8' }
  } catch {
    return { text: iconv.decode(buffer, 'windows-1252'), encoding: 'Windows-1252' }
  }
}

/** The separator that the header row holds most often, outside quotes. */
function findDelimiter(text: string): Csv['delimiter'] {
  const counts = { ',': 0, ';': 0, '\t': 0, '|': 0 }
  let quoted = false
  for (const character of text.slice(0, 20_000)) {
    if (character === '"') quoted = !quoted
    else if (!quoted && character in counts) counts[character as Csv['delimiter']]++
    else if (!quoted && (character === '\n' || character === '\r')) break
  }
  return (Object.entries(counts) as [Csv['delimiter'], number][]).sort((a, b) => b[1] - a[1])[0]?.[0] ?? ','
}

/** Repeated headings (Labels, Labels) get a number, so that each can be mapped. */
function name(columns: string[]): string[] {
  const seen = new Map<string, number>()
  return columns.map((column, index) => {
    const title = column.trim() || `Column ${index + 1}`
    const count = (seen.get(title) ?? 0) + 1
    seen.set(title, count)
    return count === 1 ? title : `${title} (${count})`
  })
}

/**
 * Reads a CSV (RFC 4180, with the usual liberties): BOM, CRLF, UTF-8, UTF-16 or Windows-1252, comma, semicolon, tab or bar.
 * Cells are kept to the letter. Rows keep their own length; ragged ones are named by whoever reads them.
 * @throws 400 at `file` for what is no CSV, has no rows or more than 50,000
 */
export function readCsv(bytes: Uint8Array): Csv {
  const { text, encoding } = decode(bytes)
  const delimiter = findDelimiter(text)
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 2_000_000,
      to: maxRows + 2,
    }) as never
  } catch (error) {
    const { lines } = error as CsvError & { lines?: number }
    throw reject(`This is not a CSV file${lines ? `: the quotes do not match near line ${lines}` : ''}.`)
  }
  const [header, ...body] = records
  if (!header || header.record.every((cell) => cell.trim() === '')) throw reject('This file is empty.')
  if (body.length === 0) throw reject('This file has a heading but no rows.')
  if (body.length > maxRows)
    throw reject(`This file has more than ${maxRows.toLocaleString('en')} rows. Split it and import the parts.`)
  const columns = name(header.record)
  return { encoding, delimiter, columns, rows: body.map(({ record }, index) => ({ line: index + 2, cells: record })) }
}
