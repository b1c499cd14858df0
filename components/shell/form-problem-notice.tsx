'use client'

import { useParams } from 'next/navigation'
import { type RefObject, useEffect, useState } from 'react'
import { WhoGives } from '../access/who-gives'
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
  const { org } = useParams<{ org?: string }>()
  const [elsewhere, setElsewhere] = useState<readonly { message: string }[]>([])
  useEffect(() => {
    const shown = [...controlsOf(formRef.current).keys()]
    const hidden = problem?.errors?.filter(
      ({ path }) => !shown.some((name) => path === name || path.startsWith(`${name}.`)),
    )
    setElsewhere(hidden?.map(({ message }) => ({ message })) ?? [])
  }, [problem, formRef])
  // One complaint about nothing that could be seen is what went wrong.
  const alone = problem?.errors?.length === 1 ? elsewhere[0]?.message : undefined
  return (
    <>
      <FormError
        ref={errorRef}
        message={alone ?? problem?.message}
        details={alone ? [] : elsewhere}
        action={
          problem?.reload && (
            <Button size="sm" onClick={() => location.reload()}>
              {ui.actions.reload}
            </Button>
          )
        }
      />
      {org && problem?.code === 'FORBIDDEN' && problem.missing && <WhoGives org={org} missing={problem.missing} />}
    </>
  )
}
