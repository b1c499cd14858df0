import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { messages } from './messages'

export type ChangedLine = { label: string; before: string; after: string }

/** The foot of a page that is a draft: what would change, and to save or discard it. Without `onSave` it submits its form. */
export function UnsavedBar({
  lines,
  dirty,
  pending,
  onDiscard,
  onSave,
  children,
}: {
  lines: readonly ChangedLine[]
  dirty: boolean
  pending: boolean
  onDiscard: () => void
  onSave?: () => void
  /** stands before the buttons, such as a preview */
  children?: ReactNode
}) {
  const words = messages.unsaved
  const bar = useRef<HTMLElement>(null)
  const had = useRef(false)
  useEffect(() => {
    // A button that was pressed and has nothing to do any more loses the focus; the keyboard stays here.
    const { activeElement, body } = document
    if (had.current && !dirty && (activeElement === body || bar.current?.contains(activeElement)))
      bar.current?.focus({ preventScroll: true })
    had.current = dirty
  }, [dirty])
  // On a phone the foot takes no more room than it has to say.
  const idle = dirty ? undefined : 'max-md:hidden'
  return (
    <section
      ref={bar}
      tabIndex={-1}
      aria-label={dirty ? words.changes(lines.length) : words.none}
      className="sticky bottom-0 z-20 max-md:bottom-16 flex flex-wrap items-center justify-end gap-2 rounded-lg border bg-raised px-4 py-3 shadow-raised"
    >
      <details className="min-w-0 flex-1 text-sm" hidden={!dirty}>
        <summary className="cursor-default rounded-sm font-medium text-accent-text">
          {words.changes(lines.length)}
        </summary>
        <ul className="mt-1 max-h-40 overflow-y-auto text-xs text-ink-muted">
          {lines.map((line) => (
            <li key={line.label}>{words.line(line.label, line.before || '–', line.after || '–')}</li>
          ))}
        </ul>
      </details>
      {!dirty && <p className="flex-1 text-sm text-ink-faint">{words.none}</p>}
      {children}
      <Button disabled={!dirty || pending} onClick={onDiscard} className={idle}>
        {words.discard}
      </Button>
      <Button
        type={onSave ? 'button' : 'submit'}
        variant="primary"
        disabled={!dirty}
        pending={pending}
        className={idle}
        {...(onSave && { onClick: onSave })}
      >
        {words.save}
      </Button>
    </section>
  )
}
