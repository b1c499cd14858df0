'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { callAction } from '@/components/shell/call-action'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { toast } from '@/components/ui/toast-queue'
import { switchPage as words } from '@/lib/notifications/messages'
import type { Mute } from '@/lib/notifications/settings'
import { setSubscription } from '@/lib/subscriptions/actions'

const rooms = { project: 'projects', task: 'tasks', ticket: 'tickets' } as const

/** What one muted, each with the way back. */
export function MutedList({ org, muted }: { org: string; muted: Mute[] }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  if (muted.length === 0) return <p className="text-sm text-ink-faint">{words.noMuted}</p>

  const unmute = ({ kind, id, key }: Mute) =>
    start(async () => {
      const result = await callAction(() => setSubscription(org, { [kind]: id, mode: null }))
      toast(result.ok ? { title: words.unmuted(key) } : { title: result.error.message, tone: 'danger' })
      router.refresh()
    })
  return (
    <ul aria-busy={pending} className="flex flex-col gap-2 text-sm">
      {muted.map((one) => (
        <li key={one.id} className="flex items-center justify-between gap-2">
          <Link href={`/${org}/${rooms[one.kind]}/${one.key}`} className="min-w-0 truncate text-ink hover:underline">
            <span className="font-medium">{one.key}</span> {one.title}
          </Link>
          <Button size="sm" aria-label={words.unmute(one.key)} onClick={() => unmute(one)}>
            {words.unmuteShort}
          </Button>
        </li>
      ))}
    </ul>
  )
}
