'use client'

import type { ReactElement, ReactNode } from 'react'
import { onDemand, useOpener } from './use-opener'

/** Why it was not done, and what helps. */
export type Refused = { message: string; help?: ReactNode }

export type ConfirmDialogProps = {
  title: string
  /** what will happen, and whether it can be taken back */
  description: ReactNode
  /** the verb: "Delete project", never "OK" */
  confirmLabel: string
  danger?: boolean
  /** closes on success; what it returns is shown and keeps the dialog open */
  onConfirm: () => Promise<Refused | string | undefined> | undefined
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** a reason to enter, a name to type */
  children?: ReactNode
}

const parts = onDemand(() => import('./confirm-dialog-parts'))

/** Asks before something that is hard to take back. Cannot be closed by a click beside it; Escape cancels. */
export function ConfirmDialog({ trigger, open, onOpenChange, ...rest }: ConfirmDialogProps) {
  const { button, anchor, shown, change, loaded } = useOpener({ parts, kind: 'dialog', trigger, open, onOpenChange })
  return (
    <>
      {button}
      {loaded && (
        <loaded.ConfirmWindow {...rest} open={shown} onOpenChange={change} finalFocus={trigger ? anchor : undefined} />
      )}
    </>
  )
}
