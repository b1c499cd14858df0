'use client'

import { useMemo, useRef, useState } from 'react'
import type { TaskCard } from '@/lib/tasks/queries'
import type { TaskStatus } from '@/lib/tasks/schema'
import type { CardHandlers, CardStep } from './board-card'
import { type BoardState, columnOrder, findCard } from './board-data'

type Move = (id: string, status: TaskStatus, after: string | null) => void

/** What keys and the menu of a card do, and which card gets the focus next. */
export function useCardHandlers(read: () => BoardState | undefined, move: Move) {
  const [focusId, setFocusId] = useState<string | null>(null)
  const latest = useRef({ read, move })
  latest.current = { read, move }

  const handlers = useMemo((): CardHandlers => {
    const place = (card: TaskCard) => {
      const board = latest.current.read()
      const found = board && findCard(board, card.id)
      return board && found ? { board, found, items: itemsOf(board, found.status) } : null
    }
    const go = (card: TaskCard, status: TaskStatus, after: string | null) => {
      setFocusId(null)
      latest.current.move(card.id, status, after)
      // In a later turn, so that asking twice for the same card asks twice.
      queueMicrotask(() => setFocusId(card.id))
    }
    const step = (card: TaskCard, direction: CardStep) => {
      const at = place(card)
      if (!at) return
      const { found, items } = at
      if (direction === 'up' && found.index > 0) go(card, found.status, items[found.index - 2]?.id ?? null)
      if (direction === 'down' && found.index < items.length - 1)
        go(card, found.status, items[found.index + 1]?.id ?? null)
      const beside = neighbour(found.status, direction)
      if (beside) go(card, beside, null)
    }
    return {
      onMove: step,
      onWalk(card, direction) {
        const at = place(card)
        if (!at) return
        const { board, found, items } = at
        const beside = neighbour(found.status, direction)
        const column = beside ? itemsOf(board, beside) : items
        const index = beside
          ? Math.min(found.index, column.length - 1)
          : found.index + (direction === 'up' ? -1 : direction === 'down' ? 1 : 0)
        const next = column[index]
        if (next && next.id !== card.id) setFocusId(next.id)
      },
      onMoveTo(card, to) {
        const status = place(card)?.found.status ?? card.status
        if (to === 'up' || to === 'down') step(card, to)
        else if (to === 'top') go(card, status, null)
        else go(card, to, null)
      },
      onFocused: () => setFocusId(null),
    }
  }, [])
  return { handlers, focusId }
}

const itemsOf = (board: BoardState, status: TaskStatus) =>
  board.columns.find((column) => column.status === status)?.items ?? []

const neighbour = (status: TaskStatus, direction: CardStep): TaskStatus | undefined =>
  direction === 'left' || direction === 'right'
    ? columnOrder[columnOrder.indexOf(status) + (direction === 'left' ? -1 : 1)]
    : undefined
