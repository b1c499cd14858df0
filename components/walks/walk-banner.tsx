'use client'

import { Eye } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast-queue'
import { endWalk } from '@/lib/walks/actions'
import { messages } from '@/lib/walks/messages'
import { announce } from '../ui/announcer'

type Props = {
  org: string
  as: string
  /** a time of day, in the reader's zone */
  until: string
  /** where one came from */
  back: string
}

/** Above every page of somebody who looks around with other eyes; its button is the first stop of the Tab key. */
export function WalkBanner({ org, as, until, back }: Props) {
  const [pending, setPending] = useState(false)
  useEffect(() => announce(messages.begun(as)), [as])

  async function end() {
    setPending(true)
    const result = await endWalk(org, {})
    // A new document: nothing that was drawn for other eyes stays behind.
    if (result.ok || result.error.code === 'WALK_ENDED') return window.location.assign(back)
    setPending(false)
    toast({ title: result.error.message, tone: 'danger' })
  }

  return (
    <section
      aria-label={messages.banner}
      className="sticky top-0 z-40 flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-warning-line bg-warning-soft px-4 py-1.5 text-sm text-warning-text md:col-span-2 md:h-notice md:flex-nowrap md:px-6"
    >
      <Button size="sm" pending={pending} onClick={() => void end()} className="order-last md:ml-auto">
        {messages.end}
      </Button>
      <Eye aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 flex-1 md:truncate">
        <strong className="font-medium">{messages.as(as)}</strong> {messages.readOnly(until)}
      </p>
    </section>
  )
}
