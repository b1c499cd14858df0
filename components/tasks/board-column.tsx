'use client'

import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { LoadMore } from '@/components/ui/pagination'
import { StatusShapeIcon } from '@/components/ui/status-pill'
import { messages } from '@/lib/tasks/messages'
import type { CardSettings } from './board-card'
import { PlainCards, WindowedCards } from './board-cards'
import type { BoardColumn as Column } from './board-data'
import { statusLooks } from './task-marks'

const windowedFrom = 12
const edgePixels = 56
const stepPixels = 14

type Props = {
  column: Column
  settings: CardSettings
  focusId: string | null
  draggedId: string | null
  loading: boolean
  onMore: () => void
  /** stands above the cards, as the form for a new one */
  children?: ReactNode
}

/** One status as a column with its own scrolling; dropping on free space puts the card at its end. */
export function BoardColumn({ column, settings, focusId, draggedId, loading, onMore, children }: Props) {
  const frame = useRef<HTMLElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  const heading = useId()
  const { status, items, nextCursor } = column
  const { dragging } = settings

  useEffect(() => {
    const element = frame.current
    if (!element || !dragging) return
    return dragging.dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data.kind === 'card',
      getData: ({ input }) => ({
        kind: 'column',
        status,
        onTop: input.clientY < (scroller.current?.getBoundingClientRect().top ?? 0),
      }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
      onDrag: ({ location }) => {
        const box = scroller.current?.getBoundingClientRect()
        if (!box) return
        const y = location.current.input.clientY
        if (y < box.top + edgePixels) scroller.current?.scrollBy({ top: -stepPixels })
        else if (y > box.bottom - edgePixels) scroller.current?.scrollBy({ top: stepPixels })
      },
    })
  }, [status, dragging])

  const name = messages.statuses[status]
  const shownCount = column.count === null ? `${items.length}${nextCursor ? '+' : ''}` : String(column.count)
  const Cards = items.length > windowedFrom ? WindowedCards : PlainCards
  return (
    <section
      ref={frame}
      aria-labelledby={heading}
      data-column={status}
      className={classNames(
        'flex h-full min-h-40 w-[85vw] max-w-96 shrink-0 snap-center flex-col rounded-lg border bg-sunken transition-colors sm:w-80 lg:w-auto lg:max-w-none lg:min-w-0 lg:flex-1',
        over && 'border-accent-line bg-accent-soft',
      )}
    >
      <h3 id={heading} className="flex items-center gap-2 px-3 py-2 text-sm font-semibold text-ink">
        <StatusShapeIcon shape={statusLooks[status].shape} />
        {name} <span className="font-normal text-ink-faint tabular-nums">{shownCount}</span>
      </h3>
      {children}
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2 pt-1 pb-2">
        {items.length === 0 ? (
          <p className="px-1 py-6 text-center text-sm text-ink-faint">
            {draggedId ? messages.board.dropHere : messages.board.emptyColumn}
          </p>
        ) : (
          <Cards
            cards={items}
            settings={settings}
            focusId={focusId}
            draggedId={draggedId}
            scroller={scroller}
            label={messages.board.cards(name, shownCount)}
            total={column.count ?? (nextCursor ? -1 : items.length)}
          />
        )}
        {nextCursor && (
          <LoadMore shown={items.length} total={column.count ?? undefined} hasMore pending={loading} onMore={onMore} />
        )}
      </div>
    </section>
  )
}
