'use client'

import type { ReactElement, ReactNode } from 'react'
import { onDemand, useOpener } from './use-opener'

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

const parts = onDemand(() => import('./popover-parts'))

/** A small panel at its button, for filters and details; not modal. */
export function Popover({ trigger, open, onOpenChange, ...rest }: PopoverProps) {
  const { button, anchor, shown, change, loaded } = useOpener({ parts, kind: 'dialog', trigger, open, onOpenChange })
  return (
    <>
      {button}
      {loaded && <loaded.PopoverPanel {...rest} anchor={anchor} open={shown} onOpenChange={change} />}
    </>
  )
}
