'use client'

import { useEffect, useRef } from 'react'
import { registerShortcut } from './shortcut-registry'

/**
 * Runs something on a key press for as long as the component is there, and lists it in the `?` sheet.
 * `keys` as in the registry: `mod+k`, `c`, `g p`. Nothing fires while one types, unless a modifier is held.
 */
export function useShortcut(
  { keys, label, group }: { keys: string; label: string; group: string },
  run: (event: KeyboardEvent) => void,
): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => registerShortcut({ keys, label, group, run: (event) => latest.current(event) }), [keys, label, group])
}
