'use client'

import type { ReactElement, ReactNode } from 'react'
import { onDemand, useOpener } from './use-opener'

export type DrawerProps = {
  title: string
  children: ReactNode
  footer?: ReactNode
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** the edge it comes from; `end` becomes a sheet from the foot on phones */
  side?: 'start' | 'end'
  /** the title is for screen readers only */
  hideTitle?: boolean
}

const parts = onDemand(() => import('./drawer-parts'))

/** A modal panel at an edge of the screen; keyboard and focus behave as in a dialog. */
export function Drawer({ trigger, open, onOpenChange, ...rest }: DrawerProps) {
  const { button, anchor, shown, change, loaded } = useOpener({ parts, kind: 'dialog', trigger, open, onOpenChange })
  return (
    <>
      {button}
      {loaded && (
        <loaded.DrawerWindow {...rest} open={shown} onOpenChange={change} finalFocus={trigger ? anchor : undefined} />
      )}
    </>
  )
}
