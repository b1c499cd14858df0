'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Refused } from '@/components/ui/confirm-dialog'
import { messages } from '@/lib/access/messages'
import type { Explanation } from '@/lib/access/queries'
import type { Problem } from '@/lib/core/result'
import type { AskAccess } from './ask-access'
import type { About } from './toast-problem'

type Answer = { said: Explanation; Ask: typeof AskAccess }
const words = messages.refusal

/** In the place of a refusal, since no toast can be reached over a dialog: who can give what is missing, and asking them. */
export function WhoGives({ missing, ...about }: About & { missing: string }) {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [note, setNote] = useState<'narrow' | 'failed' | null>(null)
  const [pending, setPending] = useState(false)

  async function find() {
    setPending(true)
    // Most forms are never refused, so this comes when somebody asks.
    const [said, Ask] = await Promise.all([
      import('./tell-who').then(({ explainMissing }) => explainMissing(missing, about)),
      import('./ask-access').then(({ AskAccess }) => AskAccess),
    ]).catch(() => [null, null] as const)
    setPending(false)
    if (said && !said.allowed) setAnswer({ said, Ask })
    else setNote(said ? 'narrow' : 'failed')
  }
  if (answer) return <answer.Ask org={about.org} said={answer.said} />
  return (
    <>
      {note && (
        <p role="status" className="mt-2 text-sm text-ink-muted">
          {note === 'narrow' ? words.narrow : messages.failed}
        </p>
      )}
      {note !== 'narrow' && (
        <Button size="sm" className="mt-2" pending={pending} onClick={() => void find()}>
          {words.who}
        </Button>
      )}
    </>
  )
}

/** A refusal for a dialog that asks before something is done: its words, and who can give what is missing. */
export const refused = ({ code, missing, message }: Problem, about: About, instead = message): Refused => ({
  message: instead,
  help: code === 'FORBIDDEN' && missing && <WhoGives {...about} missing={missing} />,
})
