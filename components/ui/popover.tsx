'use client'

import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names'
import { popupClass } from './overlay-classes'
import { useOverlayHost } from './overlay-host'

export type PopoverProps = {
  trigger: ReactElement
  /** names the panel for screen readers; shown as its heading unless hidden */
  title: string
  hideTitle?: boolean
  children: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  align?: 'start' | 'center' | 'end'
}

/** A small panel at its button, for filters and details; not modal. */
export function Popover({ trigger, title, hideTitle, children, open, onOpenChange, align = 'start' }: PopoverProps) {
  const host = useOverlayHost()
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal container={host}>
        <Base.Positioner align={align} sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup className={classNames(popupClass, 'w-72 p-3')}>
            <Base.Title className={hideTitle ? 'sr-only' : 'mb-2 text-sm font-semibold text-ink'}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
