'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { callAction } from '@/components/shell/call-action'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { StatusPill } from '@/components/ui/status-pill'
import { toast } from '@/components/ui/toast-queue'
import { allowGrant, endGrant } from '@/lib/grants/actions'
import { messages as words } from '@/lib/grants/messages'
import type { Grant } from '@/lib/grants/queries'

const looks = {
  asked: { shape: 'waiting', tone: 'warning' },
  open: { shape: 'half', tone: 'accent' },
  over: { shape: 'ended', tone: 'neutral' },
  ended: { shape: 'ended', tone: 'neutral' },
} as const

type Props = { org: string; grants: readonly Grant[]; owner: boolean; locale: string; timeZone: string }

/** Who of the platform asked to look in, and may; the owner allows and ends it. */
export function GrantsCard({ org, grants, owner, locale, timeZone }: Props) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const when = (instant: Date) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(instant)
  const decide = (act: typeof allowGrant | typeof endGrant, id: string, done: string) =>
    startTransition(async () => {
      const result = await callAction(() => act(org, { grant: id }))
      toast(result.ok ? { title: done, tone: 'success' } : { title: result.error.message, tone: 'danger' })
      router.refresh()
    })
  return (
    <Card title={words.title} className="mt-6 max-w-4xl">
      <div id="platform-access" className="flex flex-col gap-3 text-sm">
        <p className="text-ink-muted">{words.text}</p>
        {grants.length === 0 && <p className="text-ink-faint">{words.none}</p>}
        <ul className="flex flex-col gap-2">
          {grants.map(({ id, name, reason, hours, askedAt, until, state }) => (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border px-3 py-2"
            >
              <div className="min-w-0">
                <p className="flex flex-wrap items-center gap-2 font-medium text-ink">
                  {name} <StatusPill {...looks[state]}>{words.states[state]}</StatusPill>
                </p>
                <p className="break-words text-ink-muted">{reason}</p>
                <p className="text-xs text-ink-faint">
                  {until ? `${words.until} ${when(until)}` : `${words.asked} ${when(askedAt)}, ${words.hours(hours)}`}
                </p>
              </div>
              {owner && (state === 'asked' || state === 'open') && (
                <div className="flex flex-wrap gap-2">
                  <Button disabled={pending} onClick={() => decide(endGrant, id, words.ended(name))}>
                    {state === 'asked' ? words.refuse : words.end}
                  </Button>
                  {state === 'asked' && (
                    <Button
                      variant="primary"
                      disabled={pending}
                      onClick={() => decide(allowGrant, id, words.allowed(name))}
                    >
                      {words.allow(hours)}
                    </Button>
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
        {!owner && <p className="text-xs text-ink-faint">{words.ownerOnly}</p>}
      </div>
    </Card>
  )
}
