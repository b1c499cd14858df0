import type { ReactNode } from 'react'

/** Names and values of one record, in two columns where there is room. Values that are null are left out. */
export function DescriptionList({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm">
      {items
        .filter((item) => item.value !== null && item.value !== undefined && item.value !== '')
        .map((item) => (
          <div key={item.label} className="contents">
            <dt className="text-ink-faint">{item.label}</dt>
            <dd className="min-w-0 break-words text-ink tabular-nums">{item.value}</dd>
          </div>
        ))}
    </dl>
  )
}
