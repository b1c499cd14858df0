'use client'

import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { classNames } from '@/components/ui/class-names'
import { Link } from '@/components/ui/link'
import { messages } from '@/lib/tasks/messages'
import type { TaskCard } from '@/lib/tasks/queries'
import { CardMenu } from './card-menu'
import { SelectBox } from './select-box'
import { BlockedMark, DueMark, LabelMarks, PriorityMark } from './task-marks'

export type CardStep = 'up' | 'down' | 'left' | 'right'
export type CardHandlers = {
  /** moves the card with the keyboard */
  onMove: (card: TaskCard, step: CardStep) => void
  /** moves the focus to another card */
  onWalk: (card: TaskCard, step: CardStep) => void
  onMoveTo: (card: TaskCard, to: TaskCard['status'] | 'top' | 'up' | 'down') => void
  onFocused: () => void
}
export type Dragging = typeof import('./dragging')
export type CardSettings = {
  org: string
  canMove: boolean
  today: string
  locale: string
  handlers: CardHandlers
  /** null until somebody comes near who could drag */
  dragging: Dragging | null
}

const steps: Record<string, CardStep> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** One task on the board: a link to its page that can be dragged, or moved by keyboard and by menu. */
export const BoardCard = memo(function BoardCard({
  card,
  settings,
  wantsFocus,
}: {
  card: TaskCard
  settings: CardSettings
  wantsFocus: boolean
}) {
  const { org, canMove, today, locale, handlers, dragging } = settings
  const frame = useRef<HTMLDivElement>(null)
  const link = useRef<HTMLAnchorElement>(null)
  const [dragged, setDragged] = useState(false)
  const [edge, setEdge] = useState<'top' | 'bottom' | null>(null)

  useEffect(() => {
    const element = frame.current
    if (!element || !dragging) return
    return dragging.combine(
      dragging.draggable({
        element,
        getInitialData: () => ({ kind: 'card', id: card.id }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dragging.dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data.kind === 'card' && source.data.id !== card.id,
        getData: ({ input }) => {
          const { top, height } = element.getBoundingClientRect()
          return { kind: 'card', id: card.id, edge: input.clientY < top + height / 2 ? 'top' : 'bottom' }
        },
        onDrag: ({ self, location }) =>
          setEdge(location.current.dropTargets[0]?.element === element ? (self.data.edge as 'top' | 'bottom') : null),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    )
  }, [card.id, dragging])

  useEffect(() => {
    if (!wantsFocus) return
    link.current?.focus()
    handlers.onFocused()
  }, [wantsFocus, handlers])

  function press(event: KeyboardEvent) {
    const step = steps[event.key]
    if (!step || event.shiftKey || event.metaKey) return
    const moves = event.altKey || event.ctrlKey
    if (moves && !canMove) return
    event.preventDefault()
    if (moves) handlers.onMove(card, step)
    else handlers.onWalk(card, step)
  }

  return (
    <div
      ref={frame}
      data-card={card.id}
      className={classNames(
        'group relative rounded-md border bg-raised p-2.5 shadow-raised transition-colors hover:border-line-strong',
        canMove && 'cursor-grab active:cursor-grabbing',
        dragged && 'opacity-40',
        edge && 'before:absolute before:inset-x-0 before:h-0.5 before:rounded-full before:bg-accent',
        edge === 'top' && 'before:-top-[5px]',
        edge === 'bottom' && 'before:-bottom-[5px]',
      )}
    >
      <div className="flex items-start gap-2">
        <Link
          ref={link}
          href={`/${org}/tasks/${card.key}`}
          draggable={false}
          onKeyDown={press}
          aria-describedby={canMove ? 'board-keys' : undefined}
          className="min-w-0 flex-1 outline-none after:absolute after:inset-0 after:rounded-md focus-visible:after:outline-2 focus-visible:after:outline-accent-text"
        >
          <span className="block text-xs text-ink-faint tabular-nums">{card.key}</span>
          <span className="line-clamp-3 text-sm break-words text-ink">{card.title}</span>
        </Link>
        {canMove && (
          <SelectBox
            id={card.id}
            taskKey={card.key}
            className="opacity-0 group-hover:opacity-100 focus-within:opacity-100 max-sm:opacity-100"
          />
        )}
        {canMove && <CardMenu card={card} onMoveTo={handlers.onMoveTo} />}
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-muted">
        {card.blocked && <BlockedMark />}
        {card.priority !== 'NONE' && <PriorityMark priority={card.priority} />}
        <DueMark dueOn={card.dueOn} status={card.status} today={today} locale={locale} />
        {card.estimate !== null && <span className="tabular-nums">{messages.points(card.estimate)}</span>}
        <LabelMarks labels={card.labels} most={3} />
        {card.assignee && (
          <span className="ml-auto">
            <Avatar name={card.assignee.name} size="sm" named />
          </span>
        )}
      </div>
    </div>
  )
})
