'use client'

import { Popover as Base } from '@base-ui/react/popover'
import type { RefObject } from 'react'
import { classNames } from './class-names'
import { popupClass } from './overlay-classes'
import { useOverlayHost } from './overlay-host'
import type { PopoverProps } from './popover'

type Props = Omit<PopoverProps, 'trigger' | 'open' | 'onOpenChange'> & {
  anchor: RefObject<HTMLElement | null>
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** A small panel at its button, for filters and details; not modal. */
export function PopoverPanel({ title, hideTitle, children, open, onOpenChange, anchor, align = 'start' }: Props) {
  const host = useOverlayHost()
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, { event }) => {
        // The button closes by itself; closed by the press on it, its click would open it again.
        if (next || !anchor.current?.contains(event.target as Node | null)) onOpenChange(next)
      }}
    >
      <Base.Portal container={host}>
        <Base.Positioner anchor={anchor} align={align} sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup finalFocus={anchor} className={classNames(popupClass, 'w-72 p-3')}>
            <Base.Title className={hideTitle ? 'sr-only' : 'mb-2 text-sm font-semibold text-ink'}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
