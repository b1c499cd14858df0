import type { Span } from './calendar'

type Row = { id: string; span: Span; row: number }
type Props = {
  rows: ReadonlyMap<string, Row>
  dependencies: readonly { task: string; dependsOn: string }[]
  /** the rows that are in the page; an arrow is drawn when it begins or ends there */
  from: number
  to: number
  origin: number
  width: number
  rowHeight: number
  size: { width: number; height: number }
}

/** From the end of what is waited for to the start of what waits. What the arrows say, the table says in words. */
export function TimelineArrows({ rows, dependencies, from, to, origin, width, rowHeight, size }: Props) {
  const near = ({ row }: Row) => row >= from && row <= to
  const arrows = dependencies.flatMap(({ task, dependsOn }) => {
    const [first, then] = [rows.get(dependsOn), rows.get(task)]
    if (!first || !then || !(near(first) || near(then))) return []
    const x1 = (first.span.to + 1 - origin) * width
    const y1 = first.row * rowHeight + rowHeight / 2
    const x2 = (then.span.from - origin) * width
    const y2 = then.row * rowHeight + rowHeight / 2
    const turn = y2 > y1 ? y1 + rowHeight / 2 : y1 - rowHeight / 2
    const path =
      x2 >= x1 + 12
        ? `M${x1} ${y1} H${x1 + 6} V${y2} H${x2 - 1}`
        : `M${x1} ${y1} h6 V${turn} H${x2 - 8} V${y2} H${x2 - 1}`
    return [{ id: `${dependsOn}${task}`, path, wrong: x2 < x1 }]
  })
  if (arrows.length === 0) return null
  return (
    <svg aria-hidden="true" className="pointer-events-none absolute inset-0" width={size.width} height={size.height}>
      <defs>
        <marker id="timeline-arrow" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="6" markerHeight="6" orient="auto">
          <path d="M0 0 L6 3 L0 6 z" className="fill-ink-faint" />
        </marker>
      </defs>
      {arrows.map(({ id, path, wrong }) => (
        <path
          key={id}
          d={path}
          fill="none"
          strokeWidth="1.25"
          markerEnd="url(#timeline-arrow)"
          className={wrong ? 'stroke-danger-text' : 'stroke-ink-faint'}
        />
      ))}
    </svg>
  )
}
