import type { Choices } from './choices'
import { byField } from './columns'
import type { Table, TableRow } from './table'

/** A row in its place: behind its parent, when that is in the file. */
export type Placed = {
  row: TableRow
  /** The line of its parent in this file. */
  parentLine: number | null
  /** The key under which the project may have its parent already, in small letters. */
  parentKey: string | null
}

const keyOf = (text: string) => text.trim().toLowerCase()

/**
 * The rows in the order in which they are written: as in the file, but every parent before its sub-tasks. A parent is
 * named by key, other id or title; rows that name each other in a circle lose the link that closes it.
 */
export function inOrder(table: Table, mapping: Choices['mapping']): Placed[] {
  const fields = byField(table, mapping)
  if (fields.columnsOf('parent').length === 0)
    return table.rows.map((row) => ({ row, parentLine: null, parentKey: null }))

  const byKey = new Map<string, Placed>()
  const byTitle = new Map<string, Placed>()
  const remember = (names: Map<string, Placed>, name: string, placed: Placed) => {
    if (name && !names.has(name)) names.set(name, placed)
  }
  const all = table.rows.map((row) => {
    const placed: Placed = { row, parentLine: null, parentKey: null }
    remember(byKey, keyOf(fields.first(row, 'externalKey')), placed)
    remember(byKey, keyOf(fields.first(row, 'otherId')), placed)
    remember(byTitle, keyOf(fields.first(row, 'title')), placed)
    return placed
  })
  const parents = new Map<Placed, Placed>()
  for (const placed of all) {
    const names = fields.values(placed.row, 'parent')
    const found =
      names.map((name) => byKey.get(keyOf(name))).find(Boolean) ??
      names.map((name) => byTitle.get(keyOf(name))).find(Boolean)
    if (found) parents.set(placed, found)
    placed.parentKey = keyOf((found ? fields.first(found.row, 'externalKey') : names[0]) ?? '').slice(0, 100) || null
  }

  const written = new Set<Placed>()
  for (const placed of all) {
    const chain: Placed[] = []
    for (
      let next: Placed | undefined = placed;
      next && !written.has(next) && !chain.includes(next);
      next = parents.get(next)
    )
      chain.push(next)
    for (const one of chain.reverse()) {
      const parent = parents.get(one)
      if (parent && written.has(parent)) one.parentLine = parent.row.line
      written.add(one)
    }
  }
  return [...written]
}
