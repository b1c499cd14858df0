'use client'

import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { callAction } from '@/components/shell/call-action'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast-queue'
import { setSwitch } from '@/lib/notifications/actions'
import { switchPage as words } from '@/lib/notifications/messages'
import type { Switches } from '@/lib/notifications/settings'

/** What is set for single projects, each with the way back to the setting for everywhere. */
export function OverrideList({ org, overrides }: { org: string; overrides: Switches['overrides'] }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  if (overrides.length === 0) return <p className="text-sm text-ink-faint">{words.noOverrides}</p>

  const remove = ({ kind, channel, project }: Switches['overrides'][number]) =>
    start(async () => {
      const result = await callAction(() => setSwitch(org, { kind, channel, project: project.key, enabled: null }))
      toast(result.ok ? { title: words.removed } : { title: result.error.message, tone: 'danger' })
      router.refresh()
    })
  return (
    <ul aria-busy={pending} className="flex flex-col gap-1 text-sm">
      {overrides.map((one) => {
        const what = words.override(one.label, one.channel, one.enabled)
        return (
          <li key={`${one.project.key} ${one.kind} ${one.channel}`} className="flex items-start justify-between gap-2">
            <span className="min-w-0">
              <span className="font-medium text-ink">{one.project.key}</span>{' '}
              <span className="text-ink-muted">{what}</span>
            </span>
            <IconButton
              size="sm"
              label={words.remove(`${one.project.key} ${what}`)}
              icon={<X aria-hidden className="size-4" />}
              onClick={() => remove(one)}
            />
          </li>
        )
      })}
    </ul>
  )
}
