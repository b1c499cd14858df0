import { queryString, readApi } from '@/components/shell/read-api'
import type { Page } from '@/lib/core/page'
import type { Board, Task, TaskCard } from '@/lib/tasks/queries'
import type { TaskStatus } from '@/lib/tasks/schema'
import { boardFilters, isFiltered, type TaskFilters } from './filters'

/** A column as it is shown; `count` is null while filters hide how many there are. */
export type BoardColumn = { status: TaskStatus; count: number | null; items: TaskCard[]; nextCursor: string | null }
export type BoardState = Omit<Board, 'columns'> & { columns: BoardColumn[] }
export const columnOrder: readonly TaskStatus[] = ['TODO', 'IN_PROGRESS', 'DONE']
const pageSize = 25

const columnPath = (project: string, status: TaskStatus, filters: TaskFilters, cursor: string | null) =>
  `projects/${project}/tasks${queryString({ ...boardFilters(filters), status, order: 'board', cursor, limit: pageSize })}`

/** The next cards of a column. */
export const fetchColumn = (
  org: string,
  project: string,
  status: TaskStatus,
  filters: TaskFilters,
  cursor: string | null,
  signal?: AbortSignal,
) => readApi<Page<TaskCard>>(org, columnPath(project, status, filters, cursor), signal)

/** The whole board, each column at least as far as it was loaded before. */
export async function fetchBoard(
  org: string,
  project: string,
  filters: TaskFilters,
  known: BoardState | undefined,
  signal?: AbortSignal,
): Promise<BoardState> {
  const board = await readApi<Board>(org, `projects/${project}/board`, signal)
  const columns = await Promise.all(
    board.columns.map(async (first): Promise<BoardColumn> => {
      const column: BoardColumn = isFiltered(filters)
        ? {
            status: first.status,
            count: null,
            ...(await fetchColumn(org, project, first.status, filters, null, signal)),
          }
        : first
      const wanted = known?.columns.find(({ status }) => status === first.status)?.items.length ?? 0
      while (column.nextCursor && column.items.length < wanted) {
        const more = await fetchColumn(org, project, column.status, filters, column.nextCursor, signal)
        column.items = [...column.items, ...more.items]
        column.nextCursor = more.nextCursor
      }
      return column
    }),
  )
  return { ...board, columns }
}

/** What a card shows of a task. */
export const cardOf = (task: Task | TaskCard): TaskCard => ({
  id: task.id,
  number: task.number,
  key: task.key,
  title: task.title,
  status: task.status,
  priority: task.priority,
  estimate: task.estimate,
  progress: task.progress,
  dueOn: task.dueOn,
  rank: task.rank,
  version: task.version,
  assignee: task.assignee,
  labels: task.labels,
  blocked: task.blocked,
})

/** Whether a task that went from one status to another may have freed or stopped others of those that are shown. */
export const movesOthers = (shown: readonly TaskCard[], id: string, from: TaskStatus, to: TaskStatus): boolean =>
  from === 'DONE' ? to !== 'DONE' : to === 'DONE' && shown.some((card) => card.blocked && card.id !== id)

export type CardPlace = { card: TaskCard; status: TaskStatus; index: number; after: string | null }

/** Where a card is: its column, its place there, and the card above it. */
export function findCard(board: BoardState, id: string): CardPlace | null {
  for (const { status, items } of board.columns) {
    const index = items.findIndex((item) => item.id === id)
    const card = items[index]
    if (card) return { card, status, index, after: items[index - 1]?.id ?? null }
  }
  return null
}

const counted = (column: BoardColumn, change: number) => (column.count === null ? null : column.count + change)

/** The board without a card. */
export const removeCard = (board: BoardState, id: string): BoardState => ({
  ...board,
  columns: board.columns.map((column) => {
    const items = column.items.filter((item) => item.id !== id)
    return items.length === column.items.length ? column : { ...column, items, count: counted(column, -1) }
  }),
})

const withCardAt = (board: BoardState, card: TaskCard, index: number): BoardState => ({
  ...board,
  columns: board.columns.map((column) =>
    column.status === card.status
      ? {
          ...column,
          count: counted(column, 1),
          items: [...column.items.slice(0, index), card, ...column.items.slice(index)],
        }
      : column,
  ),
})

/** Puts a card directly behind another one, or on top of a column with null; where that one has gone, on top. */
export function placeCard(board: BoardState, id: string, status: TaskStatus, after: string | null): BoardState {
  const found = findCard(board, id)
  if (!found) return board
  const without = removeCard(board, id)
  const items = without.columns.find((column) => column.status === status)?.items ?? []
  const index = after === null ? 0 : items.findIndex((item) => item.id === after) + 1
  return withCardAt(without, { ...found.card, status }, index)
}

/** Changes a card where it stands. */
export const patchCard = (board: BoardState, id: string, change: Partial<TaskCard>): BoardState => ({
  ...board,
  columns: board.columns.map((column) => ({
    ...column,
    items: column.items.map((item) => (item.id === id ? { ...item, ...change } : item)),
  })),
})

/**
 * Takes a task as the server has it now: into its column by rank, or only into the count when its place lies behind what
 * is loaded. An answer older than what is shown changes nothing.
 */
export function upsertCard(board: BoardState, card: TaskCard): BoardState {
  const known = findCard(board, card.id)
  if (known && known.card.version > card.version) return board
  if (known && known.status === card.status && known.card.rank === card.rank) return patchCard(board, card.id, card)
  const without = removeCard(board, card.id)
  const column = without.columns.find(({ status }) => status === card.status)
  if (!column) return board
  const next = column.items.findIndex((item) => item.rank > card.rank || (item.rank === card.rank && item.id > card.id))
  if (next >= 0) return withCardAt(without, card, next)
  if (!column.nextCursor) return withCardAt(without, card, column.items.length)
  return {
    ...without,
    columns: without.columns.map((one) => (one === column ? { ...one, count: counted(one, 1) } : one)),
  }
}

/** Adds the next cards of a column; one that moved up meanwhile is not shown twice. */
export const appendCards = (board: BoardState, status: TaskStatus, page: Page<TaskCard>): BoardState => ({
  ...board,
  columns: board.columns.map((column) => {
    if (column.status !== status) return column
    const known = new Set(board.columns.flatMap(({ items }) => items.map((item) => item.id)))
    const fresh = page.items.filter((item) => !known.has(item.id))
    return { ...column, items: [...column.items, ...fresh], nextCursor: page.nextCursor }
  }),
})
