'use client'

import type { Dialog as Base } from '@base-ui/react/dialog'
import { type ComponentProps, type ReactNode, useRef } from 'react'
import { backdropClass } from './overlay-classes'
import { OverlayHost } from './overlay-host'

type Parts = Pick<typeof Base, 'Portal' | 'Backdrop' | 'Popup'>

/** What every modal has in common: the page behind it dimmed, and its own menus and lists drawn within it. */
export function ModalPanel({
  parts,
  children,
  ...popup
}: Omit<ComponentProps<Parts['Popup']>, 'ref'> & { parts: Parts; children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null)
  return (
    <parts.Portal>
      <parts.Backdrop className={backdropClass} />
      <OverlayHost.Provider value={panel}>
        <parts.Popup ref={panel} {...popup}>
          {children}
        </parts.Popup>
      </OverlayHost.Provider>
    </parts.Portal>
  )
}
