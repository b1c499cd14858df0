'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from './button'
import { useHydrated } from './use-hydrated'

/**
 * Submits the form around it; pending by itself when the form has a function as its action. It waits for the page to be
 * ready: a form sent before that would reload the page and lose what was typed.
 */
export function SubmitButton({ pending, disabled, ...rest }: ButtonProps) {
  const status = useFormStatus()
  const ready = useHydrated()
  return (
    <Button
      variant="primary"
      {...rest}
      type="submit"
      disabled={disabled || !ready}
      pending={pending ?? status.pending}
    />
  )
}
