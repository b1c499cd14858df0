'use client'

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'
import type { TaskCard } from '@/lib/tasks/queries'
import { BoardCard, type CardSettings } from './board-card'

type Props = {
  cards: readonly TaskCard[]
  settings: CardSettings
  /** the card that is to have the focus next */
  focusId: string | null
  /** the card under the pointer's drag; it must stay in the page or the browser ends the drag */
  draggedId: string | null
  scroller: RefObject<HTMLElement | null>
  label: string
  total: number
}

/** The cards of a short column, all of them in the page. */
export function PlainCards({ cards, settings, focusId, label, total }: Props) {
  return (
    <ul aria-label={label} className="flex flex-col gap-2">
      {cards.map((card, index) => (
        <li key={card.id} aria-setsize={total} aria-posinset={index + 1}>
          <BoardCard card={card} settings={settings} wantsFocus={focusId === card.id} />
        </li>
      ))}
    </ul>
  )
}

/** The cards of a long column: only those near the visible part are in the page. */
export function WindowedCards({ cards, settings, focusId, draggedId, scroller, label, total }: Props) {
  const dragged = draggedId ? cards.findIndex((card) => card.id === draggedId) : -1
  const windowed = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 92,
    overscan: 3,
    gap: 8,
    getItemKey: (index) => cards[index]?.id ?? index,
    initialRect: { width: 300, height: 700 },
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return dragged < 0 || shown.includes(dragged) ? shown : [...shown, dragged].sort((a, b) => a - b)
    },
  })

  const wanted = focusId ? cards.findIndex((card) => card.id === focusId) : -1
  useEffect(() => {
    if (wanted >= 0) windowed.scrollToIndex(wanted, { align: 'auto' })
  }, [wanted, windowed])

  return (
    <ul aria-label={label} className="relative" style={{ height: windowed.getTotalSize() }}>
      {windowed.getVirtualItems().map((item) => {
        const card = cards[item.index]
        return (
          card && (
            <li
              key={item.key}
              ref={windowed.measureElement}
              data-index={item.index}
              aria-setsize={total}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <BoardCard card={card} settings={settings} wantsFocus={focusId === card.id} />
            </li>
          )
        )
      })}
    </ul>
  )
}
