'use client'

import type { ReactElement, ReactNode, RefObject } from 'react'
import { onDemand, useOpener } from './use-opener'

export { backdropClass } from './overlay-classes'

export type DialogProps = {
  title: string
  description?: ReactNode
  children: ReactNode
  /** buttons at the foot, the main one last */
  footer?: ReactNode
  /** a button that opens the dialog; or leave it out and steer `open` */
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  size?: 'sm' | 'md' | 'lg'
  /** what gets the focus on opening; the first field otherwise */
  initialFocus?: RefObject<HTMLElement | null>
}

/** What the window of a dialog is told by its button. */
export type Shown = {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** gets the focus when it closes; what had it before otherwise */
  finalFocus?: RefObject<HTMLElement | null>
}

const parts = onDemand(() => import('./dialog-parts'))

/** A modal window: traps the focus, closes on Escape and outside, gives the focus back. On phones it fills the foot. */
export function Dialog({ trigger, open, onOpenChange, ...rest }: DialogProps) {
  const { button, anchor, shown, change, loaded } = useOpener({ parts, kind: 'dialog', trigger, open, onOpenChange })
  return (
    <>
      {button}
      {loaded && (
        <loaded.DialogWindow {...rest} open={shown} onOpenChange={change} finalFocus={trigger ? anchor : undefined} />
      )}
    </>
  )
}

/** A button inside a dialog that closes it. */
export function DialogClose({ children }: { children: ReactElement }) {
  const loaded = parts.loaded()
  return loaded && <loaded.DialogClose>{children}</loaded.DialogClose>
}
