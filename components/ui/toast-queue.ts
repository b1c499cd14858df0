export type ToastTone = 'neutral' | 'success' | 'warning' | 'danger'

export type ToastInput = {
  title: string
  description?: string
  tone?: ToastTone
  /** offers "Undo" for as long as the toast stands */
  undo?: () => unknown
  /** offers another thing to do about it */
  action?: { label: string; run: () => unknown }
  /** milliseconds; 0 stays until it is closed. 5 s, 10 s with an undo or a refusal */
  timeout?: number
}

export type Toast = ToastInput & { id: number }

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function replace(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** Shows a short message at the edge of the screen; callable from anywhere in the browser. Returns its id. */
export function toast(input: ToastInput): number {
  lastId += 1
  replace([...toasts, { ...input, id: lastId }].slice(-3))
  return lastId
}

export function dismissToast(id: number): void {
  replace(toasts.filter((one) => one.id !== id))
}

/** For useSyncExternalStore. */
export const toastQueue = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  current: () => toasts,
}
