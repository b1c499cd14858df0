'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Switch } from '@/components/ui/switch'
import { toast } from '@/components/ui/toast-queue'
import { requireSecondFactor } from '@/lib/accounts/actions'
import { accountPages } from '@/lib/accounts/messages'

const words = accountPages.organizationFactor

/** Whether everybody in the organization needs a second factor; turning it on asks first. */
export function SecondFactorSwitch({ org, required }: { org: string; required: boolean }) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const [on, setOn] = useState(required)

  async function set(secondFactorRequired: boolean): Promise<string | undefined> {
    const answer = await requireSecondFactor(org, { secondFactorRequired })
    if (!answer.ok) return answer.error.message
    setOn(secondFactorRequired)
    toast({ title: secondFactorRequired ? words.on : words.off, tone: 'success' })
    router.refresh()
  }
  async function turnOff() {
    const refusal = await set(false)
    if (refusal) toast({ title: refusal, tone: 'danger' })
  }

  return (
    <Card title={words.title}>
      <Switch
        label={words.label}
        hint={words.hint}
        checked={on}
        onChange={(event) => (event.target.checked ? setAsking(true) : void turnOff())}
      />
      <ConfirmDialog
        title={words.turnOnTitle}
        description={words.turnOnText}
        confirmLabel={words.turnOn}
        open={asking}
        onOpenChange={setAsking}
        onConfirm={() => set(true)}
      />
    </Card>
  )
}
