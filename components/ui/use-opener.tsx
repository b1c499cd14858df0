'use client'

import {
  cloneElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { messages } from './messages'
import { toast } from './toast-queue'

/** A module that is fetched when it is first needed. */
export type OnDemand<Parts> = { load(): Promise<Parts>; loaded(): Parts | null }

export function onDemand<Parts>(fetch: () => Promise<Parts>): OnDemand<Parts> {
  let parts: Parts | null = null
  return { load: async () => (parts ??= await fetch()), loaded: () => parts }
}

type Opener<Parts> = {
  parts: OnDemand<Parts>
  kind: 'menu' | 'dialog'
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
}
type TriggerProps = {
  id?: string
  onClick?: (event: MouseEvent) => void
  onKeyDown?: (event: KeyboardEvent) => void
}

/**
 * A button and what it opens. The code of what opens is fetched when somebody points at the button, focuses or presses
 * it, so that a page does not carry what few of its readers need. The button stays the same element throughout.
 */
export function useOpener<Parts>({ parts, kind, trigger, open, onOpenChange }: Opener<Parts>) {
  const [ownOpen, setOwnOpen] = useState(false)
  const [ready, setReady] = useState(false)
  const [byKey, setByKey] = useState(false)
  const anchor = useRef<HTMLElement>(null)
  const ownId = useId()
  const shown = open ?? ownOpen

  const change = (next: boolean) => {
    setOwnOpen(next)
    onOpenChange?.(next)
  }
  const giveUp = useRef(() => {})
  giveUp.current = () => {
    toast({ title: messages.error.title, tone: 'danger' })
    change(false)
  }
  useEffect(() => {
    if (!shown || ready) return
    parts.load().then(
      () => setReady(true),
      () => giveUp.current(),
    )
  }, [shown, ready, parts])

  const fetchAhead = () => void parts.load().catch(() => {})
  const given = (trigger?.props ?? {}) as TriggerProps
  const id = given.id ?? ownId
  const button =
    trigger &&
    cloneElement(trigger as ReactElement<Record<string, unknown>>, {
      id,
      ref: anchor,
      'aria-haspopup': kind,
      'aria-expanded': shown,
      onPointerEnter: fetchAhead,
      onFocus: fetchAhead,
      onClick(event: MouseEvent) {
        given.onClick?.(event)
        if (event.defaultPrevented) return
        setByKey(event.detail === 0)
        change(!shown)
      },
      onKeyDown(event: KeyboardEvent) {
        given.onKeyDown?.(event)
        if (event.defaultPrevented || kind !== 'menu' || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
        event.preventDefault()
        setByKey(true)
        change(true)
      },
    })
  return { button, id, anchor, shown, change, byKey, loaded: ready ? parts.loaded() : null }
}
