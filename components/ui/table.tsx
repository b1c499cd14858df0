import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Link } from './link'

export type Column<Row> = {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** numbers and sums stand at the end */
  align?: 'start' | 'end'
  /** a fixed or smallest width as a CSS length, so that nothing jumps while rows change */
  width?: string
  /** left out of the card on phones */
  wideOnly?: boolean
  /** may take several lines; otherwise only the first column may, and others are cut at 16 rem */
  wrap?: boolean
  /** the header is for screen readers only, as for a column of buttons */
  hideHeader?: boolean
}

export type TableProps<Row> = {
  /** what the table lists; read out, not shown */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** makes the first cell a link that covers the whole row */
  rowHref?: (row: Row) => string
  /** stands before the first cell, beside its link, such as a box to tick */
  leading?: { header: ReactNode; cell: (row: Row) => ReactNode }
  /** marks one row as chosen */
  isSelected?: (row: Row) => boolean
}

// display:block takes a table's meaning away in some browsers; the roles keep it
const role = (name: string) => ({ role: name })

/** A dense table; below 640 px every row becomes a card with its first column as the heading. */
export function Table<Row>({ caption, columns, rows, rowKey, rowHref, leading, isSelected }: TableProps<Row>) {
  return (
    <div className="relative sm:overflow-x-auto">
      <table {...role('table')} className="w-full border-collapse text-sm tabular-nums max-sm:block">
        <caption className="sr-only">{caption}</caption>
        <thead {...role('rowgroup')} className="max-sm:sr-only">
          <tr {...role('row')}>
            {leading && (
              <th {...role('columnheader')} scope="col" className="h-8 w-8 border-b pl-3">
                {leading.header}
              </th>
            )}
            {columns.map((column) => (
              <th
                key={column.id}
                {...role('columnheader')}
                scope="col"
                style={{ width: column.width }}
                className={classNames(
                  'h-8 border-b px-3 text-xs font-medium whitespace-nowrap text-ink-faint',
                  column.align === 'end' ? 'text-right' : 'text-left',
                )}
              >
                {column.hideHeader ? <span className="sr-only">{column.header}</span> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...role('rowgroup')} className="max-sm:block">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              data-row={rowKey(row)}
              {...role('row')}
              aria-current={isSelected?.(row) || undefined}
              className={classNames(
                'group relative border-b transition-colors last:border-b-0 aria-[current=true]:bg-accent-soft',
                'max-sm:block max-sm:px-3 max-sm:py-2',
                rowHref && 'hover:bg-hover',
              )}
            >
              {leading && (
                <td
                  {...role('cell')}
                  className="h-10 w-8 py-1.5 pl-3 align-middle max-sm:float-left max-sm:mr-2 max-sm:h-auto max-sm:p-0 max-sm:py-1"
                >
                  {leading.cell(row)}
                </td>
              )}
              {columns.map((column, at) => (
                <Cell
                  key={column.id}
                  column={column}
                  row={row}
                  first={at === 0}
                  href={at === 0 ? rowHref?.(row) : undefined}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell<Row>({ column, row, first, href }: { column: Column<Row>; row: Row; first: boolean; href?: string }) {
  const content = column.cell(row)
  return (
    <td
      {...role(first ? 'rowheader' : 'cell')}
      className={classNames(
        'h-10 px-3 py-1.5 align-middle max-sm:h-auto max-sm:px-0 max-sm:py-1',
        column.align === 'end' ? 'sm:text-right' : 'text-left',
        first
          ? 'sm:min-w-40 font-medium text-ink max-sm:block'
          : 'text-ink-muted max-sm:flex max-sm:justify-between max-sm:gap-4',
        !first && !column.wrap && 'sm:max-w-64 sm:truncate',
        column.hideHeader && 'max-sm:justify-end',
        column.wideOnly && 'max-sm:hidden',
      )}
    >
      {!first && (
        <span
          aria-hidden="true"
          className={classNames('shrink-0 text-xs leading-5 text-ink-faint sm:hidden', column.hideHeader && 'hidden')}
        >
          {column.header}
        </span>
      )}
      {href ? (
        <Link
          href={href}
          className="outline-offset-[-2px] after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text focus-visible:outline-none"
        >
          {content}
        </Link>
      ) : (
        <span className={classNames('min-w-0', !first && 'max-sm:text-right', 'sm:contents')}>{content}</span>
      )}
    </td>
  )
}

/** Lifts buttons and links inside a row above the link that covers it. */
export function RowActions({ children }: { children: ReactNode }) {
  return <span className="relative z-10 inline-flex items-center gap-1">{children}</span>
}
