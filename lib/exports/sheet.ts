import { stringify } from 'csv-stringify/sync'
import writeExcelFile from 'write-excel-file/node'
import { decimalsOf, type Money } from '@/lib/core/money'
import type { ExportFormat } from './schema'

/** What a cell may hold: text, a number, a day or instant as ISO text, an amount. */
export type Cell = string | number | boolean | Date | Money | null | undefined

const isMoney = (cell: Cell): cell is Money => typeof cell === 'object' && cell !== null && 'amount' in cell

/** Minor units as a plain decimal number, `125000 EUR` → `1250.00`, without passing through a float. */
function decimal({ amount, currency }: Money): string {
  const decimals = decimalsOf(currency)
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0')
  const whole = `${amount < 0 ? '-' : ''}${digits.slice(0, digits.length - decimals)}`
  return decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`
}

/** Characters that XML 1.0 cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const plain = (cell: Cell): string =>
  cell === null || cell === undefined
    ? ''
    : isMoney(cell)
      ? decimal(cell)
      : cell instanceof Date
        ? cell.toISOString()
        : String(cell)

/**
 * Rows as the bytes of a file. CSV is UTF-8 with a mark, so that Excel reads it right, and what a sheet would take for a
 * formula (`= + - @`, a tab) gets an apostrophe before it (OWASP, CSV injection). In XLSX a text is a text.
 */
export async function sheetOf(format: ExportFormat, header: string[], rows: Cell[][]): Promise<Uint8Array> {
  if (format === 'csv')
    return Buffer.from(
      stringify([header, ...rows.map((cells) => cells.map(plain))], { bom: true, escape_formulas: true }),
    )
  const cellOf = (cell: Cell) => {
    if (typeof cell === 'number') return { type: Number, value: cell }
    if (cell && isMoney(cell)) return { type: Number, value: Number(decimal(cell)), format: '#,##0.00' }
    // A cell holds 32,767 characters at most (ECMA-376 as Excel reads it).
    const text = plain(cell).replace(unwritable, '').slice(0, 32_767)
    return text === '' ? null : { type: String, value: text }
  }
  const bold = header.map((value) => ({ type: String, value, fontWeight: 'bold' as const }))
  return writeExcelFile([bold, ...rows.map((cells) => cells.map(cellOf))], { stickyRowsCount: 1 }).toBuffer()
}
