'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from './button'

/** Submits the form around it; pending by itself when the form has a function as its action. */
export function SubmitButton({ pending, ...rest }: ButtonProps) {
  const status = useFormStatus()
  return <Button variant="primary" {...rest} type="submit" pending={pending ?? status.pending} />
}
