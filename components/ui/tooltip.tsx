'use client'

import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { useOverlayHost } from './overlay-host'

/** A hint on hover and focus. Never the only place of an information: fingers have no hover. */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactElement }) {
  const host = useOverlayHost()
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={400} />
      <Base.Portal container={host}>
        <Base.Positioner sideOffset={6} collisionPadding={8} className="z-60">
          <Base.Popup className="max-w-64 rounded-md bg-ink px-2 py-1 text-xs text-surface shadow-floating">
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
