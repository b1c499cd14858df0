import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Tone = 'neutral' | 'info' | 'accent' | 'success' | 'warning' | 'danger'

/** How far something is, as a shape: nothing, waiting, going, paused, done, ended, wrong. */
export type StatusShape = 'empty' | 'waiting' | 'half' | 'paused' | 'done' | 'ended' | 'alert'

const tones: Record<Tone, string> = {
  neutral: 'border-neutral-line bg-neutral-soft text-neutral-text',
  info: 'border-info-line bg-info-soft text-info-text',
  accent: 'border-accent-line bg-accent-soft text-accent-text',
  success: 'border-success-line bg-success-soft text-success-text',
  warning: 'border-warning-line bg-warning-soft text-warning-text',
  danger: 'border-danger-line bg-danger-soft text-danger-text',
}

const shapes: Record<StatusShape, ReactNode> = {
  empty: <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  waiting: (
    <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.2 1.6" />
  ),
  half: (
    <>
      <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 3.25a2.75 2.75 0 0 1 0 5.5z" fill="currentColor" />
    </>
  ),
  paused: <path d="M3.5 2.5h1.75v7H3.5zM6.75 2.5H8.5v7H6.75z" fill="currentColor" />,
  done: (
    <>
      <circle cx="6" cy="6" r="5" fill="currentColor" />
      <path
        d="m3.8 6.2 1.5 1.5 2.9-3.2"
        fill="none"
        className="stroke-surface"
        strokeWidth="1.4"
        strokeLinecap="round"
      />
    </>
  ),
  ended: (
    <>
      <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="m4.4 4.4 3.2 3.2m0-3.2L4.4 7.6" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" />
    </>
  ),
  alert: (
    <path
      d="M6 1.2 11.2 10.5H.8zM6 4.6v2.6m0 1.3v.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  ),
}

/** The shape alone, for dense rows; `label` is read out. */
export function StatusShapeIcon({ shape, label }: { shape: StatusShape; label?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className="size-3 shrink-0"
    >
      {shapes[shape]}
    </svg>
  )
}

/** A state by shape, word and colour. */
export function StatusPill({ shape, tone, children }: { shape: StatusShape; tone: Tone; children: ReactNode }) {
  return (
    <Badge tone={tone}>
      <StatusShapeIcon shape={shape} />
      {children}
    </Badge>
  )
}

/** A short word or a count in a small frame. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex h-5 max-w-full items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap tabular-nums',
        tones[tone],
      )}
    >
      {children}
    </span>
  )
}
