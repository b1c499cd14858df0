import { MessageCircleQuestion } from 'lucide-react'
import type { ReactNode } from 'react'

/** A line that says what the reader can do next. */
export function TicketHint({ children }: { children: ReactNode }) {
  return (
    <p
      role="note"
      className="mb-3 flex items-start gap-2 rounded-md border border-info-line bg-info-soft px-3 py-2 text-sm text-info-text"
    >
      <MessageCircleQuestion aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  )
}
