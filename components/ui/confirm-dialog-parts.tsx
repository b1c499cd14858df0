'use client'

import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import { useState } from 'react'
import { Button } from './button'
import { classNames } from './class-names'
import type { ConfirmDialogProps, Refused } from './confirm-dialog'
import type { Shown } from './dialog'
import { messages } from './messages'
import { ModalPanel } from './modal-panel'

type Props = Omit<ConfirmDialogProps, 'trigger' | 'open' | 'onOpenChange'> & Shown

/** Asks before something that is hard to take back. Cannot be closed by a click beside it; Escape cancels. */
export function ConfirmWindow(props: Props) {
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refused | null>(null)
  const { open, onOpenChange } = props

  function change(next: boolean) {
    if (pending) return
    setRefusal(null)
    onOpenChange(next)
  }

  async function confirm() {
    setPending(true)
    const answer = await Promise.resolve(props.onConfirm()).catch(() => messages.error.title)
    setPending(false)
    if (answer) return setRefusal(typeof answer === 'string' ? { message: answer } : answer)
    onOpenChange(false)
  }

  return (
    <Base.Root open={open} onOpenChange={change}>
      <ModalPanel
        parts={Base}
        finalFocus={props.finalFocus}
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
          {refusal?.message}
        </p>
        {refusal?.help}
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Base.Close render={<Button>{messages.actions.cancel}</Button>} />
          <Button variant={props.danger ? 'danger' : 'primary'} pending={pending} onClick={confirm}>
            {props.confirmLabel}
          </Button>
        </div>
      </ModalPanel>
    </Base.Root>
  )
}
