'use client'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { messages } from '@/lib/tasks/messages'
import { type Conflict, fieldName, fieldText, savedValue } from './use-task-edit'

type Props = {
  conflict: Conflict
  pending: boolean
  onKeepMine: () => void
  onTakeTheirs: () => void
  onGoOn: () => void
}

/** Shows one's own and the saved version of each field side by side; the reader says which stays. */
export default function ConflictDialog({ conflict, pending, onKeepMine, onTakeTheirs, onGoOn }: Props) {
  const { mine, theirs } = conflict
  const words = messages.conflict
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => open || onGoOn()}
      title={words.title}
      description={words.description}
      footer={
        <>
          <Button variant="ghost" onClick={onGoOn}>
            {words.goOn}
          </Button>
          <Button onClick={onTakeTheirs}>{words.takeTheirs}</Button>
          <Button variant="primary" pending={pending} onClick={onKeepMine}>
            {words.keepMine}
          </Button>
        </>
      }
    >
      {Object.entries(mine).map(([field, value]) => (
        <section key={field} aria-label={fieldName(field)} className="mb-4 last:mb-0">
          <h3 className="mb-1 text-sm font-semibold text-ink">{fieldName(field)}</h3>
          <div className="grid gap-2 sm:grid-cols-2">
            <Version label={words.mine} text={fieldText(field, value, theirs.staff)} />
            <Version label={words.theirs} text={fieldText(field, savedValue(theirs, field), theirs.staff)} />
          </div>
        </section>
      ))}
    </Dialog>
  )
}

function Version({ label, text }: { label: string; text: string }) {
  return (
    <div className="min-w-0 rounded-md border">
      <p className="border-b bg-sunken px-2 py-1 text-xs font-medium text-ink-muted">{label}</p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also for the keyboard
        tabIndex={0}
        className="max-h-56 overflow-y-auto px-2 py-1.5 font-sans text-sm break-words whitespace-pre-wrap text-ink"
      >
        {text}
      </pre>
    </div>
  )
}
