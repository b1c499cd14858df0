import { classNames } from './class-names'

export type ProgressProps = {
  label: string
  /** from 0 to `max`; null while the length is unknown */
  value: number | null
  max?: number
  /** what stands beside the label, such as "120 of 666 rows"; the percentage otherwise */
  valueText?: string
  tone?: 'accent' | 'success' | 'danger'
  hideLabel?: boolean
}

const fills = { accent: 'bg-accent', success: 'bg-success', danger: 'bg-danger' }

/** How far long work has come. Its height and width do not change while it moves. */
export function Progress({ label, value, max = 100, valueText, tone = 'accent', hideLabel }: ProgressProps) {
  const share = value === null ? null : max <= 0 ? 0 : Math.min(100, Math.max(0, (value / max) * 100))
  const text = valueText ?? (share === null ? '' : `${Math.floor(share)} %`)
  return (
    <div className="min-w-0">
      {!hideLabel && (
        <div className="mb-1 flex flex-wrap justify-between gap-x-4 text-xs tabular-nums">
          <span className="truncate text-ink-muted">{label}</span>
          <span className="text-ink-faint">{text}</span>
        </div>
      )}
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.floor(share)}
        aria-valuetext={text || undefined}
        className="h-1.5 overflow-hidden rounded-full bg-neutral-line"
      >
        <div
          className={classNames(
            'h-full rounded-full',
            fills[tone],
            share === null ? 'w-1/3 animate-slide' : 'transition-[width]',
          )}
          style={share === null ? undefined : { width: `${share}%` }}
        />
      </div>
    </div>
  )
}
