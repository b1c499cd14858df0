import type { TaskStatus } from '@/lib/tasks/schema'
import { type BoardState, findCard } from './board-data'

/** Where a dropped card goes: its column and the card it follows; null when it was dropped on itself or outside. */
export function dropPlace(
  board: BoardState,
  id: string,
  target: Record<string | symbol, unknown> | undefined,
): { status: TaskStatus; after: string | null } | null {
  if (!target) return null
  const othersIn = (status: TaskStatus) =>
    (board.columns.find((column) => column.status === status)?.items ?? []).filter((item) => item.id !== id)

  if (target.kind === 'column') {
    const status = target.status as TaskStatus
    return { status, after: target.onTop ? null : (othersIn(status).at(-1)?.id ?? null) }
  }
  const on = findCard(board, String(target.id))
  if (!on || on.card.id === id) return null
  if (target.edge === 'bottom') return { status: on.status, after: on.card.id }
  const others = othersIn(on.status)
  return { status: on.status, after: others[others.findIndex((item) => item.id === on.card.id) - 1]?.id ?? null }
}
