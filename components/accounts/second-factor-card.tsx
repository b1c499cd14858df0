'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { StatusPill } from '@/components/ui/status-pill'
import { toast } from '@/components/ui/toast-queue'
import { accountPages } from '@/lib/accounts/messages'
import { RecoveryCodes } from './recovery-codes'
import { CodeForms } from './second-factor-change'
import { SetUpFactor } from './second-factor-set-up'

const words = accountPages.factor

/** The second factor of one's login: set it up, look after its codes, turn it off. */
export function SecondFactorCard({
  codesLeft,
  required,
}: {
  /** null while it is off */
  codesLeft: number | null
  required: boolean
}) {
  const router = useRouter()
  const [codes, setCodes] = useState<string[] | null>(null)
  const [changing, setChanging] = useState(false)
  const on = codesLeft !== null

  const close = () => {
    setCodes(null)
    setChanging(false)
    router.refresh()
  }
  const content = codes ? (
    <RecoveryCodes codes={codes} onDone={close} />
  ) : !on ? (
    <SetUpFactor onCodes={setCodes} />
  ) : changing ? (
    <CodeForms
      onCodes={setCodes}
      onStopped={() => {
        toast({ title: words.stopped, tone: 'success' })
        close()
      }}
      onCancel={() => setChanging(false)}
    />
  ) : (
    <Button onClick={() => setChanging(true)}>{words.manage}</Button>
  )

  return (
    <Card
      title={words.title}
      description={on ? words.on(codesLeft) : words.off}
      actions={
        <StatusPill shape={on ? 'done' : 'empty'} tone={on ? 'success' : 'neutral'}>
          {on ? words.stateOn : words.stateOff}
        </StatusPill>
      }
    >
      {required && !on && !codes && (
        <p role="status" className="mb-3 text-sm font-medium text-ink">
          {words.required}
        </p>
      )}
      {content}
    </Card>
  )
}
