'use client'

import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { callAction } from '@/components/shell/call-action'
import { announce } from '@/components/ui/announcer'
import { toast } from '@/components/ui/toast-queue'
import { setSwitch } from '@/lib/notifications/actions'
import type { NoticeChannel } from '@/lib/notifications/kinds'
import { switchPage as words } from '@/lib/notifications/messages'
import type { Switches } from '@/lib/notifications/settings'
import { ChannelSwitch } from './channel-switch'

type Kind = Switches['kinds'][number]
type Props = { org: string; kinds: Kind[]; project: string | null }

const channels: NoticeChannel[] = ['product', 'mail']

/** Kinds of notice by channels; each switch counts at once. */
export function SwitchMatrix({ org, kinds, project }: Props) {
  const router = useRouter()
  const [, start] = useTransition()
  const [shown, flip] = useOptimistic(kinds, (now, { kind, channel, enabled }: Turn) =>
    now.map((one) => (one.kind === kind ? { ...one, [channel]: enabled } : one)),
  )
  const turn = (change: Turn, name: string) =>
    start(async () => {
      flip(change)
      const result = await callAction(() => setSwitch(org, { ...change, ...(project && { project }) }))
      if (!result.ok) return void toast({ title: result.error.message, tone: 'danger' })
      announce(`${name}: ${change.enabled ? words.on : words.off}`)
      router.refresh()
    })

  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{words.matrix}</caption>
      <thead>
        <tr className="border-b text-xs text-ink-faint">
          <th scope="col" className="px-4 py-2 text-left font-medium">
            {words.kind}
          </th>
          {channels.map((channel) => (
            <th key={channel} scope="col" className="w-20 px-2 py-2 font-medium">
              {words.channels[channel]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {shown.map(({ kind, label, text, addressed, mailOnly, ...on }) => (
          <tr key={kind}>
            <th scope="row" className="px-4 py-2.5 text-left font-normal">
              <span className="font-medium text-ink">{label}</span>
              <span className="block text-xs text-ink-faint">
                {text} {addressed && words.addressed}
              </span>
            </th>
            {channels.map((channel) => {
              const name = words.switchName(label, channel)
              if (mailOnly && channel !== 'mail')
                return (
                  <td key={channel} className="px-2 py-2.5 text-center text-ink-faint">
                    <span aria-hidden="true">–</span>
                    <span className="sr-only">{words.mailOnly}</span>
                  </td>
                )
              return (
                <td key={channel} className="px-2 py-2.5 text-center">
                  <ChannelSwitch
                    label={name}
                    checked={on[channel]}
                    onChange={(enabled) => turn({ kind, channel, enabled }, name)}
                  />
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Turn = { kind: Kind['kind']; channel: NoticeChannel; enabled: boolean }
