'use client'

import { Diamond } from 'lucide-react'
import { type RefObject, type UIEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { messages } from '@/lib/timeline/messages'
import type { Timeline } from '@/lib/timeline/queries'
import { dayNumber, dayWidth, type Grab, marksOf, openingOf, rangeOf, type Span, spanOf, type Zoom } from './calendar'
import { TimelineArrows } from './timeline-arrows'
import { TimelineBar, type TimelineTask } from './timeline-bar'

type Props = {
  org: string
  tasks: readonly TimelineTask[]
  milestones: Timeline['milestones']
  dependencies: Timeline['dependencies']
  zoom: Zoom
  today: number
  locale: string
  words: (day: string) => string
  onChange: (task: TimelineTask, grab: Grab, span: Span) => void
}
const rowHeight = 36
const headHeight = 48
const overscan = 8

/** Bars over days. Only the rows near the visible part are in the page; all rows have the same height. */
export function TimelineChart(props: Props) {
  const { org, tasks, milestones, dependencies, zoom, today, locale, words, onChange } = props
  const scroller = useRef<HTMLDivElement>(null)
  const names = useRef<HTMLUListElement>(null)
  const [view, setView] = useState({ top: 0, height: 800 })
  const width = dayWidth[zoom]
  const days = milestones.flatMap(({ dueOn }) => (dueOn ? [dayNumber(dueOn)] : []))
  const rows = useMemo(
    () =>
      new Map(
        tasks.map((task, row) => [task.id, { id: task.id, row, span: spanOf(task) ?? { from: today, to: today } }]),
      ),
    [tasks, today],
  )
  const range = rangeOf(
    [...rows.values()].map(({ span }) => span),
    days,
    today,
  )
  const marks = marksOf(range, zoom, locale)
  const size = { width: (range.to - range.from + 1) * width, height: tasks.length * rowHeight }
  const first = Math.max(0, Math.floor(view.top / rowHeight) - overscan)
  const last = Math.min(tasks.length - 1, Math.ceil((view.top + view.height) / rowHeight) + overscan)
  const shown = tasks.slice(first, last + 1)
  const at = (day: number) => (day - range.from) * width

  const toToday = () => {
    const box = scroller.current
    if (!box) return
    // The names stand over the left part of the picture.
    const seen = { width: box.clientWidth - (names.current?.clientWidth ?? 0), height: box.clientHeight - headHeight }
    const before = Math.min(160, seen.width / 4)
    const near = { from: Math.floor(before / width), to: Math.floor((seen.width - before) / width) - 1 }
    const spans = tasks.flatMap((task) => rows.get(task.id)?.span ?? [])
    const opening = openingOf(spans, today, near, Math.max(1, Math.floor(seen.height / rowHeight)))
    box.scrollTo({ left: Math.max(0, at(opening.day) - before), top: opening.row * rowHeight })
  }
  const latest = useRef(toToday)
  useEffect(() => {
    latest.current = toToday
  })
  useKeptPlace(scroller, tasks, rows, range.from, width)
  // Another zoom begins where the reader's day is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another zoom scrolls
  useEffect(() => {
    latest.current()
    if (scroller.current) setView({ top: scroller.current.scrollTop, height: scroller.current.clientHeight })
  }, [zoom])

  const lines = marks.map(({ day }) => (
    <span key={day} aria-hidden="true" className="absolute inset-y-0 border-l border-line" style={{ left: at(day) }} />
  ))
  return (
    <div className="rounded-lg border bg-surface">
      <div className="flex justify-end border-b p-1">
        <Button size="sm" variant="ghost" onClick={toToday}>
          {messages.toToday}
        </Button>
      </div>
      <p id="timeline-keys" className="sr-only">
        {messages.keys}
      </p>
      <section
        ref={scroller}
        // A scrollable part must be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        tabIndex={0}
        aria-label={messages.title}
        onScroll={({ currentTarget }: UIEvent<HTMLElement>) =>
          setView({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
        }
        className="relative max-h-[max(20rem,calc(100dvh-19rem))] overflow-auto"
      >
        <div className="grid grid-cols-[8rem_auto] sm:grid-cols-[16rem_auto]" style={{ width: 'max-content' }}>
          <div className="sticky top-0 left-0 z-20 border-r border-b bg-surface" style={{ height: headHeight }} />
          <div className="sticky top-0 z-10 border-b bg-surface" style={{ height: headHeight, width: size.width }}>
            {marks.map(({ day, label }) => (
              <span
                key={day}
                className="absolute top-0 border-l border-line pl-1 text-2xs leading-5 whitespace-nowrap text-ink-faint"
                style={{ left: at(day) }}
              >
                {label}
              </span>
            ))}
            <span
              className="absolute bottom-0.5 -translate-x-1/2 text-2xs font-medium text-accent-text"
              style={{ left: at(today) + width / 2 }}
            >
              {messages.today}
            </span>
            {milestones.map(
              ({ id, title, dueOn, reachedAt }) =>
                dueOn && (
                  <span
                    key={id}
                    title={`${title}, ${words(dueOn)}`}
                    className="absolute bottom-0 inline-flex -translate-x-1/2 items-center text-warning-text"
                    style={{ left: at(dayNumber(dueOn)) + width / 2 }}
                  >
                    <Diamond aria-hidden className={reachedAt ? 'size-3.5 fill-current' : 'size-3.5'} />
                    <span className="sr-only">
                      {title}, {words(dueOn)}
                    </span>
                  </span>
                ),
            )}
          </div>
          <ul
            ref={names}
            aria-label={messages.tasks}
            className="sticky left-0 z-10 border-r bg-surface"
            style={{ height: size.height }}
          >
            {shown.map((task, index) => (
              <li
                key={task.id}
                className="absolute inset-x-0 truncate px-3 text-xs leading-9"
                style={{ top: (first + index) * rowHeight, height: rowHeight }}
                aria-setsize={tasks.length}
                aria-posinset={first + index + 1}
              >
                <Link href={`/${org}/tasks/${task.key}`} prefetch={false} className="text-ink hover:underline">
                  <span className="mr-1 text-ink-faint">{task.key}</span> {task.title}
                </Link>
              </li>
            ))}
          </ul>
          <div className="relative" style={size}>
            {lines}
            <span
              aria-hidden="true"
              className="absolute inset-y-0 w-px bg-accent"
              style={{ left: at(today) + width / 2 }}
            />
            {milestones.map(
              ({ id, dueOn }) =>
                dueOn && (
                  <span
                    key={id}
                    aria-hidden="true"
                    className="absolute inset-y-0 border-l border-dashed border-warning-line"
                    style={{ left: at(dayNumber(dueOn)) + width / 2 }}
                  />
                ),
            )}
            <TimelineArrows
              rows={rows}
              dependencies={dependencies}
              from={first}
              to={last}
              origin={range.from}
              width={width}
              rowHeight={rowHeight}
              size={size}
            />
            {shown.map((task, index) => {
              const span = rows.get(task.id)?.span
              return (
                span && (
                  <TimelineBar
                    key={task.id}
                    href={`/${org}/tasks/${task.key}`}
                    task={task}
                    span={span}
                    origin={range.from}
                    width={width}
                    top={(first + index) * rowHeight}
                    late={task.status !== 'DONE' && task.dueOn !== null && dayNumber(task.dueOn) < today}
                    words={words}
                    onChange={(grab, next) => onChange(task, grab, next)}
                  />
                )
              )
            })}
          </div>
        </div>
      </section>
    </div>
  )
}

/** Keeps in view what the reader looks at when rows above it, or days before it, come and go with a live change. */
function useKeptPlace(
  scroller: RefObject<HTMLElement | null>,
  tasks: readonly TimelineTask[],
  rows: ReadonlyMap<string, { row: number }>,
  origin: number,
  width: number,
) {
  const known = useRef({ tasks, origin, width })
  useLayoutEffect(() => {
    const box = scroller.current
    const before = known.current
    known.current = { tasks, origin, width }
    if (!box || before.tasks === tasks) return
    if (before.width === width) box.scrollLeft += (before.origin - origin) * width
    const at = Math.floor(box.scrollTop / rowHeight)
    const still = before.tasks.findIndex(({ id }, row) => row >= at && rows.has(id))
    const row = rows.get(before.tasks[still]?.id ?? '')?.row
    if (row !== undefined) box.scrollTop += (row - still) * rowHeight
  }, [scroller, tasks, rows, origin, width])
}
