import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './button'
import { DialogClose } from './dialog'
import { messages } from './messages'
import { SubmitButton } from './submit-button'

type Props = Pick<ButtonProps, 'variant' | 'disabled' | 'pending'> & {
  /** The id of the form in the dialog that is sent. */
  form: string
  children: ReactNode
}

/** The buttons at the foot of a dialog with a form: leave it, or send it. */
export function DialogFoot({ children, ...submit }: Props) {
  return (
    <>
      <DialogClose>
        <Button>{messages.actions.cancel}</Button>
      </DialogClose>
      <SubmitButton {...submit}>{children}</SubmitButton>
    </>
  )
}
