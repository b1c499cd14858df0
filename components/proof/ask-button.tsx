'use client'

import { ShieldQuestion } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { callAction } from '@/components/shell/call-action'
import { useOnlooker } from '@/components/shell/onlooker'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast-queue'
import { askForProof, askForProofByPlatform } from '@/lib/proof/actions'
import { messages } from '@/lib/proof/messages'

const lookEveryMs = 3_000

/** Asks for a proof, of an organization's admin or of the platform's; while one runs the page looks for its sheet. */
export function AskButton({ org, running }: { org?: string; running: boolean }) {
  const router = useRouter()
  const [pending, setPending] = useState(false)
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => router.refresh(), lookEveryMs)
    return () => clearInterval(timer)
  }, [running, router])

  const onlooker = useOnlooker()
  async function ask() {
    setPending(true)
    const result = await callAction(() => (org ? askForProof(org, {}) : askForProofByPlatform({})))
    setPending(false)
    if (!result.ok) return toast({ title: result.error.message, tone: 'danger' })
    toast({ title: messages.asked })
    router.refresh()
  }
  if (onlooker) return null
  return (
    <Button
      pending={pending || running}
      icon={<ShieldQuestion aria-hidden className="size-4" />}
      onClick={() => void ask()}
    >
      {messages.ask}
    </Button>
  )
}
