'use client'

import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Button } from './button'
import { IconButton } from './icon-button'
import { messages } from './messages'
import { dismissToast, type Toast, type ToastTone, toastQueue } from './toast-queue'

const none: readonly Toast[] = []

const icons: Record<ToastTone, React.ReactNode> = {
  neutral: <Info aria-hidden className="size-4 text-ink-faint" />,
  success: <CircleCheck aria-hidden className="size-4 text-success" />,
  warning: <TriangleAlert aria-hidden className="size-4 text-warning" />,
  danger: <CircleAlert aria-hidden className="size-4 text-danger" />,
}

/** Where toasts appear; mount it once. They are announced, wait while hovered or focused, and can be closed. */
export function Toaster() {
  const toasts = useSyncExternalStore(toastQueue.subscribe, toastQueue.current, () => none)
  return (
    <section
      aria-label={messages.toasts}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-16 z-30 flex flex-col items-end gap-2 md:inset-x-auto md:right-4 md:bottom-4"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false)
  const [undoing, setUndoing] = useState(false)
  const tone = toast.tone ?? 'neutral'
  const timeout = toast.timeout ?? (toast.undo || toast.action || tone === 'danger' ? 10_000 : 5_000)
  const left = useRef(timeout)

  useEffect(() => {
    if (held || undoing || timeout === 0) return
    const since = Date.now()
    const timer = setTimeout(() => dismissToast(toast.id), left.current)
    return () => {
      clearTimeout(timer)
      left.current = Math.max(1_500, left.current - (Date.now() - since))
    }
  }, [held, undoing, timeout, toast.id])

  const offer = toast.undo ? { label: messages.actions.undo, run: toast.undo } : toast.action
  async function act() {
    if (undoing) return
    setUndoing(true)
    try {
      await offer?.run()
    } finally {
      dismissToast(toast.id)
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only holds the timer, nothing is operated by it
    <div
      className="pointer-events-auto flex w-full items-start gap-2.5 rounded-lg bg-raised py-2.5 pr-2 pl-3 shadow-floating md:w-88"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className="mt-0.5">{icons[tone]}</span>
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium text-ink">{toast.title}</p>
        {toast.description && <p className="text-sm text-ink-muted">{toast.description}</p>}
      </div>
      {offer && (
        <Button size="sm" pending={undoing} onClick={act}>
          {offer.label}
        </Button>
      )}
      <IconButton
        size="sm"
        className="-my-1"
        label={messages.actions.close}
        icon={<X aria-hidden className="size-4" />}
        onClick={() => dismissToast(toast.id)}
      />
    </div>
  )
}
