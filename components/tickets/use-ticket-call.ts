'use client'

import { useParams, useRouter } from 'next/navigation'
import { useState } from 'react'
import { callAction } from '@/components/shell/call-action'
import { announce } from '@/components/ui/announcer'
import type { Result } from '@/lib/core/result'
import { messages } from '@/lib/tickets/messages'

/** Calls one action of a ticket at a time and shows it anew; what was refused stands until the next try. */
export function useTicketCall() {
  const router = useRouter()
  const { org, ticket } = useParams<{ org: string; ticket?: string }>()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)

  /** @returns the answer, or null when it was refused */
  async function call<T>(action: () => Promise<Result<T>>, said?: string): Promise<T | null> {
    if (pending) return null
    setPending(true)
    setRefusal(null)
    const result = await callAction(action)
    setPending(false)
    if (result.ok) {
      if (said) announce(said)
    } else {
      if (result.error.code === 'FORBIDDEN') {
        const { toastProblem } = await import('@/components/access/toast-problem')
        toastProblem(result.error, { org, ...(ticket && { type: 'ticket', id: ticket }) })
      }
      const first = result.error.errors?.[0]?.message
      setRefusal(result.error.code === 'STALE' ? messages.page.stale : (first ?? result.error.message))
    }
    router.refresh()
    return result.ok ? result.data : null
  }
  return { call, pending, refusal, clear: () => setRefusal(null) }
}
