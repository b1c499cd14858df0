'use client'

import { useEffect, useRef } from 'react'
import { Button } from '../ui/button'

export type Compared = { label: string; theirs: string; yours: string }

const words = {
  title: 'Somebody changed this while you were editing',
  text: 'Your version is still in the form. Compare, then save yours over theirs or take theirs.',
  field: 'Field',
  theirs: 'Saved meanwhile',
  yours: 'Yours',
  same: 'The fields below are the same in both versions.',
  overwrite: 'Keep mine',
  take: 'Take theirs',
}

/** Both versions of a record that two people edited, where they differ. */
export function StaleComparison({
  rows,
  onKeepMine,
  onTakeTheirs,
}: {
  rows: readonly Compared[]
  onKeepMine: () => void
  onTakeTheirs: () => void
}) {
  const different = rows.filter((row) => row.theirs !== row.yours)
  const section = useRef<HTMLElement>(null)
  // It stands at the top, and whoever saved may be far below.
  useEffect(() => section.current?.focus(), [])
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label={words.title}
      className="scroll-mt-16 rounded-lg border border-warning-line bg-warning-soft p-3 text-sm"
    >
      <h2 className="font-semibold text-warning-text">{words.title}</h2>
      <p className="mt-1 text-ink-muted">{different.length > 0 ? words.text : words.same}</p>
      {different.length > 0 && (
        <table className="mt-2 w-full table-fixed border-collapse text-left">
          <thead>
            <tr className="text-xs text-ink-faint">
              <th className="w-1/4 py-1 pr-2 font-medium">{words.field}</th>
              <th className="py-1 pr-2 font-medium">{words.theirs}</th>
              <th className="py-1 font-medium">{words.yours}</th>
            </tr>
          </thead>
          <tbody>
            {different.map((row) => (
              <tr key={row.label} className="border-t border-warning-line align-top">
                <th scope="row" className="py-1 pr-2 font-normal text-ink-muted">
                  {row.label}
                </th>
                <td className="py-1 pr-2 break-words whitespace-pre-wrap text-ink">{row.theirs || '–'}</td>
                <td className="py-1 break-words whitespace-pre-wrap text-ink">{row.yours || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="sm" onClick={onTakeTheirs}>
          {words.take}
        </Button>
        <Button size="sm" variant="primary" onClick={onKeepMine}>
          {words.overwrite}
        </Button>
      </div>
    </section>
  )
}
