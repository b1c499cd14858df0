'use client'

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Link } from '@/components/ui/link'
import { messages } from '@/lib/timeline/messages'
import type { Timeline } from '@/lib/timeline/queries'
import { dayText, type Grab, type Span, shifted } from './calendar'

export type TimelineTask = Timeline['tasks'][number]
type Props = {
  href: string
  task: TimelineTask
  span: Span
  /** the first day of the picture, and pixels per day */
  origin: number
  width: number
  top: number
  late: boolean
  words: (day: string) => string
  onChange: (grab: Grab, span: Span) => void
}

const looks = {
  TODO: 'bg-neutral-soft border-neutral-line',
  IN_PROGRESS: 'bg-info-soft border-info-line',
  DONE: 'bg-success-soft border-success-line',
}

/** A task's days as a bar: dragged as a whole or at its ends, or moved by the arrow keys. */
export function TimelineBar({ href, task, span, origin, width, top, late, words, onChange }: Props) {
  const [drag, setDrag] = useState<{ grab: Grab; days: number } | null>(null)
  const began = useRef<{ x: number; grab: Grab } | null>(null)
  const moved = useRef(false)
  const shown = drag ? shifted(span, drag.grab, drag.days) : span

  function press(event: KeyboardEvent) {
    if (!task.mayEdit || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') || event.ctrlKey || event.metaKey)
      return
    event.preventDefault()
    const grab: Grab = event.shiftKey ? 'end' : event.altKey ? 'start' : 'move'
    onChange(grab, shifted(span, grab, event.key === 'ArrowLeft' ? -1 : 1))
  }
  const down = (grab: Grab) => (event: PointerEvent<HTMLElement>) => {
    if (!task.mayEdit || event.button !== 0) return
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    began.current = { x: event.clientX, grab }
    moved.current = false
  }
  function drags(event: PointerEvent) {
    if (!began.current) return
    const days = Math.round((event.clientX - began.current.x) / width)
    if (days !== 0) moved.current = true
    setDrag({ grab: began.current.grab, days })
  }
  function drop() {
    if (drag && drag.days !== 0) onChange(drag.grab, shifted(span, drag.grab, drag.days))
    began.current = null
    setDrag(null)
  }
  const pulled = {
    onPointerMove: drags,
    onPointerUp: drop,
    onPointerCancel: () => {
      began.current = null
      setDrag(null)
    },
  }
  const label = messages.bar(task.key, task.title, words(dayText(shown.from)), words(dayText(shown.to)))
  const length = (shown.to - shown.from + 1) * width
  return (
    <div className="group absolute h-6" style={{ left: (shown.from - origin) * width, top: top + 6, width: length }}>
      <Link
        href={href}
        prefetch={false}
        draggable={false}
        aria-label={label}
        title={label}
        aria-describedby={task.mayEdit ? 'timeline-keys' : undefined}
        onKeyDown={press}
        onPointerDown={down('move')}
        {...pulled}
        onClick={(event) => moved.current && event.preventDefault()}
        className={classNames(
          'absolute inset-0 touch-none overflow-hidden rounded-md border text-2xs leading-6 text-ink select-none',
          looks[task.status],
          late && 'border-danger-text!',
          task.mayEdit && 'cursor-grab active:cursor-grabbing',
        )}
      >
        <span
          aria-hidden="true"
          className="absolute inset-y-0 left-0 bg-accent/20"
          style={{ width: `${task.status === 'DONE' ? 100 : task.progress}%` }}
        />
        {length > 60 && <span className="relative block truncate px-2">{task.title}</span>}
      </Link>
      {task.mayEdit &&
        (['start', 'end'] as const).map((grab) => (
          <span
            key={grab}
            aria-hidden="true"
            onPointerDown={down(grab)}
            {...pulled}
            className={classNames(
              'absolute inset-y-0 w-2 cursor-ew-resize touch-none rounded-md opacity-0 group-hover:bg-accent/50 group-hover:opacity-100',
              grab === 'start' ? 'left-0' : 'right-0',
            )}
          />
        ))}
    </div>
  )
}
