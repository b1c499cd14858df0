'use client'

import { useSyncExternalStore } from 'react'

let announcement = { text: '', turn: 0 }
const nothing = announcement
const listeners = new Set<() => void>()

/** Says something to screen readers without showing it, such as "Card moved to Done". The same text twice is said twice. */
export function announce(text: string): void {
  announcement = { text, turn: announcement.turn + 1 }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The region that speaks; the frame mounts it once. */
export function Announcer() {
  const { text, turn } = useSyncExternalStore(
    subscribe,
    () => announcement,
    () => nothing,
  )
  return (
    <div aria-live="polite" aria-atomic="true" className="sr-only">
      <span key={turn}>{text}</span>
    </div>
  )
}
