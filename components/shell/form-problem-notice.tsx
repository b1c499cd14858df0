'use client'

import { type RefObject, useEffect, useState } from 'react'
import { Button } from '../ui/button'
import { FormError } from '../ui/form-error'
import { messages as ui } from '../ui/messages'
import { controlsOf, type FormProblem } from './use-action-form'

type Notice = {
  problem: FormProblem | null
  errorRef: RefObject<HTMLDivElement | null>
  formRef: RefObject<HTMLFormElement | null>
}

/** What went wrong with the form as a whole, and complaints about fields that the form does not show. */
export function FormProblemNotice({ problem, errorRef, formRef }: Notice) {
  const [elsewhere, setElsewhere] = useState<readonly { label?: string; message: string }[]>([])
  useEffect(() => {
    const shown = [...controlsOf(formRef.current).keys()]
    const hidden = problem?.errors?.filter(
      ({ path }) => !shown.some((name) => path === name || path.startsWith(`${name}.`)),
    )
    setElsewhere(hidden?.map(({ path, message }) => ({ label: path || undefined, message })) ?? [])
  }, [problem, formRef])
  return (
    <FormError
      ref={errorRef}
      message={problem?.message}
      details={elsewhere}
      action={
        problem?.reload && (
          <Button size="sm" onClick={() => location.reload()}>
            {ui.actions.reload}
          </Button>
        )
      }
    />
  )
}
