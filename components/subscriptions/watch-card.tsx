'use client'

import { Bell, BellOff, Eye } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { callAction } from '@/components/tasks/call-action'
import { announce } from '@/components/ui/announcer'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast-queue'
import { setSubscription } from '@/lib/subscriptions/actions'
import { messages } from '@/lib/subscriptions/messages'
import type { Watchers } from '@/lib/subscriptions/queries'
import type { SubscriptionMode } from '@/lib/subscriptions/schema'

type Props = { org: string; task: string; shown: Watchers; seesPeople: boolean }

/** Whether one hears of a task, and who else does. */
export function WatchCard({ org, task, shown, seesPeople }: Props) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [mode, setMode] = useOptimistic(shown.mode)

  const choose = (next: SubscriptionMode | null) =>
    startTransition(async () => {
      setMode(next)
      const result = await callAction(() => setSubscription(org, { task, mode: next }))
      if (!result.ok) return void toast({ title: result.error.message, tone: 'danger' })
      announce(next === 'WATCH' ? messages.watched : next === 'MUTE' ? messages.mutedNow : messages.left)
      router.refresh()
    })
  return (
    <Card title={messages.title}>
      <div className="flex flex-wrap gap-2" aria-busy={pending}>
        <Button
          size="sm"
          aria-pressed={mode === 'WATCH'}
          icon={mode === 'WATCH' ? <Bell aria-hidden className="size-3.5" /> : <Eye aria-hidden className="size-3.5" />}
          onClick={() => choose(mode === 'WATCH' ? null : 'WATCH')}
        >
          {mode === 'WATCH' ? messages.unwatch : messages.watch}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          aria-pressed={mode === 'MUTE'}
          icon={<BellOff aria-hidden className="size-3.5" />}
          onClick={() => choose(mode === 'MUTE' ? null : 'MUTE')}
        >
          {mode === 'MUTE' ? messages.unmute : messages.mute}
        </Button>
      </div>
      {mode && <p className="mt-2 text-xs text-ink-muted">{mode === 'WATCH' ? messages.watching : messages.muted}</p>}
      {seesPeople &&
        (shown.watchers.length > 0 ? (
          <ul aria-label={messages.title} className="mt-2 flex flex-wrap gap-x-3 gap-y-1 text-xs text-ink-muted">
            {shown.watchers.map(({ id, name }) => (
              <li key={id} className="inline-flex items-center gap-1.5">
                <Avatar name={name} size="sm" />
                {name}
              </li>
            ))}
          </ul>
        ) : (
          <p className="mt-2 text-xs text-ink-faint">{messages.nobody}</p>
        ))}
    </Card>
  )
}
