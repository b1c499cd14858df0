'use client'

import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import { type ReactElement, type ReactNode, useRef, useState } from 'react'
import { Button } from './button'
import { classNames } from './class-names'
import { backdropClass } from './dialog'
import { messages } from './messages'
import { OverlayHost } from './overlay-host'

export type ConfirmDialogProps = {
  title: string
  /** what will happen, and whether it can be taken back */
  description: ReactNode
  /** the verb: "Delete project", never "OK" */
  confirmLabel: string
  danger?: boolean
  /** closes on success; a message it returns is shown and keeps the dialog open */
  onConfirm: () => Promise<string | undefined> | undefined
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** a reason to enter, a name to type */
  children?: ReactNode
}

/** Asks before something that is hard to take back. Cannot be closed by a click beside it; Escape cancels. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [ownOpen, setOwnOpen] = useState(false)
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const open = props.open ?? ownOpen

  function change(next: boolean) {
    if (pending) return
    setRefusal(null)
    setOwnOpen(next)
    props.onOpenChange?.(next)
  }

  async function confirm() {
    setPending(true)
    const message = await Promise.resolve(props.onConfirm()).catch(() => messages.error.title)
    setPending(false)
    if (message) return setRefusal(message)
    setOwnOpen(false)
    props.onOpenChange?.(false)
  }

  const panel = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={change}>
      {props.trigger && <Base.Trigger render={props.trigger} />}
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <OverlayHost.Provider value={panel}>
          <Base.Popup
            ref={panel}
            className={classNames(
              'fixed inset-x-4 top-[20dvh] z-50 mx-auto max-w-md rounded-xl bg-raised p-5 shadow-floating outline-none',
              'transition duration-150 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0',
            )}
          >
            <Base.Title className="text-md font-semibold text-ink">{props.title}</Base.Title>
            <Base.Description className="mt-1 text-sm text-ink-muted" render={<div />}>
              {props.description}
            </Base.Description>
            {props.children && <div className="mt-3">{props.children}</div>}
            <p role="alert" className="mt-3 text-sm text-danger-text empty:hidden">
              {refusal}
            </p>
            <div className="mt-5 flex flex-wrap justify-end gap-2">
              <Base.Close render={<Button>{messages.actions.cancel}</Button>} />
              <Button variant={props.danger ? 'danger' : 'primary'} pending={pending} onClick={confirm}>
                {props.confirmLabel}
              </Button>
            </div>
          </Base.Popup>
        </OverlayHost.Provider>
      </Base.Portal>
    </Base.Root>
  )
}
