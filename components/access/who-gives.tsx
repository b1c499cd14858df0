'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Refused } from '@/components/ui/confirm-dialog'
import { messages } from '@/lib/access/messages'
import type { Explanation } from '@/lib/access/queries'
import type { Problem } from '@/lib/core/result'
import type { About } from './toast-problem'

const AskAccess = dynamic(() => import('./ask-access').then((module) => module.AskAccess), { ssr: false })
const words = messages.refusal

/** In the place of a refusal, since no toast can be reached over a dialog: who can give what is missing, and asking them. */
export function WhoGives({ missing, ...about }: About & { missing: string }) {
  const [said, setSaid] = useState<Explanation | string | null>(null)
  const [pending, setPending] = useState(false)

  async function find() {
    setPending(true)
    // Most forms are never refused, so this comes when somebody asks.
    const { explainMissing } = await import('./tell-who')
    const found = await explainMissing(missing, about)
    setPending(false)
    setSaid(found && !found.allowed ? found : found ? words.narrow : messages.failed)
  }
  if (typeof said === 'string')
    return (
      <p role="status" className="mt-2 text-sm text-ink-muted">
        {said}
      </p>
    )
  if (said) return <AskAccess org={about.org} said={said} />
  return (
    <Button size="sm" className="mt-2" pending={pending} onClick={() => void find()}>
      {words.who}
    </Button>
  )
}

/** A refusal for a dialog that asks before something is done: its words, and who can give what is missing. */
export const refused = ({ code, missing, message }: Problem, about: About, instead = message): Refused => ({
  message: instead,
  help: code === 'FORBIDDEN' && missing && <WhoGives {...about} missing={missing} />,
})
