'use client'

import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { callAction } from '@/components/shell/call-action'
import { announce } from '@/components/ui/announcer'
import { dismissToast, toast } from '@/components/ui/toast-queue'
import type { Problem } from '@/lib/core/result'
import { updateTask } from '@/lib/tasks/actions'
import { messages } from '@/lib/tasks/messages'
import type { TaskStatus } from '@/lib/tasks/schema'
import { type BoardState, findCard, movesOthers, patchCard, placeCard } from './board-data'

export type MoveRefusal = { key: string; problem: Problem }

/**
 * Moves cards at once and asks the server afterwards, one move after the other. A refusal puts the card back and says
 * why; each move can be undone from its message.
 */
export function useBoardMoves(org: string, queryKey: QueryKey, onRefusal: (refusal: MoveRefusal | null) => void) {
  const queries = useQueryClient()
  const line = useRef(Promise.resolve())
  const waiting = useRef(0)
  const lastToast = useRef(0)
  // Without the board there is nothing to undo the move on.
  useEffect(() => () => dismissToast(lastToast.current), [])

  const move = useCallback(
    (id: string, status: TaskStatus, after: string | null) => {
      const read = () => queries.getQueryData<BoardState>(queryKey)
      const write = (change: (board: BoardState) => BoardState) =>
        queries.setQueryData<BoardState>(queryKey, (board) => board && change(board))
      const before = read()
      const from = before && findCard(before, id)
      if (!before || !from || after === id || (from.status === status && from.after === after)) return

      void queries.cancelQueries({ queryKey })
      onRefusal(null)
      write((board) => placeCard(board, id, status, after))
      const placed = read()
      const to = placed && findCard(placed, id)
      const column = placed?.columns.find((one) => one.status === status)
      const name = messages.statuses[status]
      const { key } = from.card
      announce(messages.board.moved(key, name, (to?.index ?? 0) + 1, column?.count ?? column?.items.length ?? 1))

      waiting.current += 1
      line.current = line.current.then(async () => {
        const board = read()
        const version = (board && findCard(board, id)?.card.version) ?? from.card.version
        const result = await callAction(() => updateTask(org, { task: id, version, status, after }))
        waiting.current -= 1
        dismissToast(lastToast.current)
        if (result.ok) {
          write((now) => patchCard(now, id, { version: result.data.version }))
          lastToast.current = toast({
            title: messages.board.movedToast(key, name),
            undo: () => move(id, from.status, from.after),
          })
        } else {
          write((now) => placeCard(now, id, from.status, from.after))
          onRefusal({ key, problem: result.error })
        }
        const shown = read()?.columns.flatMap(({ items }) => items) ?? []
        const stale = !result.ok || movesOthers(shown, id, from.status, status)
        if (waiting.current === 0 && stale) await queries.invalidateQueries({ queryKey })
      })
    },
    [org, queryKey, queries, onRefusal],
  )

  /** Resolves when no move is on its way, so that older answers do not undo what is shown. */
  const settled = useCallback(() => line.current, [])
  return { move, settled }
}
