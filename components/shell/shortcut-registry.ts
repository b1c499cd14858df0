/**
 * One registry for all keyboard shortcuts, so the sheet can list them and two never fight silently: the newest wins.
 * Keys are written `mod+k` (Ctrl, or Cmd on a Mac), `shift+n`, `?`, `c`, or `g p` for one after the other.
 */
export type Shortcut = { keys: string; label: string; group: string; run: (event: KeyboardEvent) => void }

const SEQUENCE_MS = 1_000
const STORAGE_KEY = 'single-key-shortcuts'

let shortcuts: readonly Shortcut[] = []
let typed: { keys: string; at: number } = { keys: '', at: 0 }
const listeners = new Set<() => void>()

function replace(next: readonly Shortcut[]) {
  shortcuts = next
  for (const listener of listeners) listener()
}

/** Adds a shortcut; returns the function that takes it away again. */
export function registerShortcut(shortcut: Shortcut): () => void {
  if (shortcuts.length === 0) document.addEventListener('keydown', hear)
  replace([...shortcuts, shortcut])
  return () => {
    replace(shortcuts.filter((one) => one !== shortcut))
    if (shortcuts.length === 0) document.removeEventListener('keydown', hear)
  }
}

/** For useSyncExternalStore. */
export const shortcutRegistry = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  current: () => shortcuts,
}

/** Whether shortcuts without a modifier key are on (WCAG 2.1.4 wants a way to switch them off). */
export const singleKeys = {
  on: () => localStorage.getItem(STORAGE_KEY) !== 'off',
  set(on: boolean) {
    if (on) localStorage.removeItem(STORAGE_KEY)
    else localStorage.setItem(STORAGE_KEY, 'off')
    for (const listener of listeners) listener()
  },
}

function hear(event: KeyboardEvent) {
  if (event.defaultPrevented || event.repeat || event.isComposing) return
  const stroke = strokeOf(event)
  // What is behind a dialog does not hear what is typed in it.
  if (!stroke || document.querySelector('[role=dialog], [role=alertdialog]')) return
  const modified = stroke.startsWith('mod+')
  if (!modified && (isTyping(event.target) || !singleKeys.on())) return
  const sequence = Date.now() - typed.at < SEQUENCE_MS && typed.keys ? `${typed.keys} ${stroke}` : ''
  const match = shortcuts.findLast(({ keys }) => keys === sequence) ?? shortcuts.findLast(({ keys }) => keys === stroke)
  typed = match ? { keys: '', at: 0 } : { keys: stroke, at: Date.now() }
  if (!match) return
  event.preventDefault()
  match.run(event)
}

function strokeOf(event: KeyboardEvent): string | null {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (['Control', 'Meta', 'Shift', 'Alt'].includes(key) || event.altKey) return null
  const letter = /^[a-z]$/.test(key)
  return [event.metaKey || event.ctrlKey ? 'mod' : '', event.shiftKey && letter ? 'shift' : '', key]
    .filter(Boolean)
    .join('+')
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable || target.closest('input:not([type=checkbox], [type=radio]), textarea, select') !== null
  )
}
