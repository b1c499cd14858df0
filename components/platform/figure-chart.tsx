import type { Figure } from '@/lib/platform/messages'
import { messages } from '@/lib/platform/messages'

export type Point = { day: string; value: number }
type Props = { figure: Figure; points: readonly Point[]; locale: string }

const [width, height, gap] = [300, 72, 4]

/** One figure over time: a line for what exists, bars for what happens. Read out as a sentence. */
export function FigureChart({ figure, points, locale }: Props) {
  const [name, kind] = messages.figures.names[figure]
  const values = points.map(({ value }) => value)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const number = (value: number) => new Intl.NumberFormat(locale).format(value)
  const day = (iso = '') =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(iso))
  const [first, last] = [points[0], points.at(-1)]
  const top = Math.max(most, 1)
  const step = width / Math.max(points.length - (kind === 'happened' ? 0 : 1), 1)
  const y = (value: number) => height - gap - (value / top) * (height - 2 * gap)
  const shown = kind === 'happened' ? values.reduce((sum, value) => sum + value, 0) : (last?.value ?? 0)
  const line = values.map((value, at) => `${at * step},${y(value)}`).join(' ')
  return (
    <figure className="min-w-0 rounded-lg border bg-surface px-4 py-3">
      <figcaption className="flex items-baseline justify-between gap-2">
        <span className="text-xs text-ink-muted">{name}</span>
        <span className="text-xl font-semibold tracking-tight text-ink tabular-nums">
          {number(shown)}{' '}
          <span className="text-xs font-normal text-ink-faint">
            {kind === 'happened' ? messages.figures.altogether : messages.figures.now}
          </span>
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={messages.figures.said(
          name,
          day(first?.day),
          day(last?.day),
          number(least),
          number(most),
          number(last?.value ?? 0),
        )}
        className="mt-2 h-18 w-full text-accent-text"
      >
        <line
          x1="0"
          x2={width}
          y1={height - gap}
          y2={height - gap}
          className="stroke-line"
          vectorEffect="non-scaling-stroke"
        />
        {kind === 'happened' ? (
          points.map(({ day: at, value }, index) => (
            <rect
              key={at}
              x={index * step + step * 0.15}
              width={step * 0.7}
              y={y(value)}
              height={Math.max(height - gap - y(value), 0)}
              fill="currentColor"
            />
          ))
        ) : (
          <>
            <polygon points={`0,${height - gap} ${line} ${width},${height - gap}`} fill="currentColor" opacity="0.12" />
            <polyline
              points={line}
              fill="none"
              stroke="currentColor"
              strokeWidth="1.5"
              vectorEffect="non-scaling-stroke"
            />
          </>
        )}
      </svg>
      <p aria-hidden className="mt-1 flex justify-between text-xs text-ink-faint tabular-nums">
        <span>{day(first?.day)}</span>
        <span>{day(last?.day)}</span>
      </p>
    </figure>
  )
}
