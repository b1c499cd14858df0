'use client'

import { Bell, BellOff, Eye } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { callAction } from '@/components/shell/call-action'
import { useOnlooker } from '@/components/shell/onlooker'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast-queue'
import { setSubscription } from '@/lib/subscriptions/actions'
import { messages } from '@/lib/subscriptions/messages'
import type { SubscriptionMode } from '@/lib/subscriptions/schema'

export type Watched = { task: string } | { project: string } | { ticket: string }
type Props = {
  org: string
  subject: Watched
  mode: SubscriptionMode | null
  /** whether the state stands in a sentence below, too */
  worded?: boolean
}

/** Whether one hears of a task, a ticket or a project: two buttons, each of which takes itself back. */
export function WatchButtons({ org, subject, mode: saved, worded }: Props) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [mode, setMode] = useOptimistic(saved)
  const onlooker = useOnlooker()

  const choose = (next: SubscriptionMode | null) =>
    startTransition(async () => {
      setMode(next)
      const result = await callAction(() => setSubscription(org, { ...subject, mode: next }))
      if (!result.ok) return void toast({ title: result.error.message, tone: 'danger' })
      announce(next === 'WATCH' ? messages.watched : next === 'MUTE' ? messages.mutedNow : messages.left)
      router.refresh()
    })
  if (onlooker) return null
  // In the head of a page a phone has room for the marks only.
  const label = worded ? undefined : 'max-sm:sr-only'
  return (
    <>
      <fieldset className="flex flex-wrap gap-2" aria-busy={pending}>
        <legend className="sr-only">{messages.choice}</legend>
        <Button
          size={worded ? 'sm' : undefined}
          icon={mode === 'WATCH' ? <Bell aria-hidden className="size-3.5" /> : <Eye aria-hidden className="size-3.5" />}
          onClick={() => choose(mode === 'WATCH' ? null : 'WATCH')}
        >
          <span className={label}>{mode === 'WATCH' ? messages.unwatch : messages.watch}</span>
        </Button>
        <Button
          size={worded ? 'sm' : undefined}
          variant="ghost"
          icon={<BellOff aria-hidden className="size-3.5" />}
          onClick={() => choose(mode === 'MUTE' ? null : 'MUTE')}
        >
          <span className={label}>{mode === 'MUTE' ? messages.unmute : messages.mute}</span>
        </Button>
      </fieldset>
      {worded && mode && (
        <p className="mt-2 text-xs text-ink-muted">{mode === 'WATCH' ? messages.watching : messages.muted}</p>
      )}
    </>
  )
}
