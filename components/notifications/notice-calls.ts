import { restForm } from '@/components/shell/rest-form'
import { announce } from '@/components/ui/announcer'
import { toast } from '@/components/ui/toast-queue'
import type { NoticeKind } from '@/lib/notifications/kinds'
import { noticePage } from '@/lib/notifications/messages'
import type { SubscriptionMode } from '@/lib/subscriptions/schema'

/** A notice as the REST API shows it. */
export type NoticeLine = {
  id: string
  kind: NoticeKind | null
  label: string | null
  title: string
  why: string
  href: string
  project: { key: string; title: string; open: boolean } | null
  task: { key: string } | null
  ticket: { key: string } | null
  at: string
  unread: boolean
}

type Changed = () => void

/** A write over REST whose refusal becomes a toast; REST, because an undo may be pressed on another page. */
async function call<T>(method: 'POST' | 'PUT', org: string, path: string, body: unknown): Promise<T | null> {
  const answer = await restForm<T>(method, `${org}/${path}`, body).catch(() => null)
  if (answer?.ok) return answer.data
  toast({ title: answer ? answer.error.message : noticePage.failed, tone: 'danger' })
  return null
}

const read = (org: string, body: { ids?: string[]; read?: boolean }) =>
  call<{ read: number; ids: string[] }>('POST', org, 'notifications/read', body)

export const markOne = (org: string, id: string, as: boolean) => read(org, { ids: [id], read: as })

/** Marks all as read, with a way back. */
export async function markAll(org: string, changed: Changed): Promise<void> {
  const done = await read(org, {})
  if (!done) return
  changed()
  const undo = async () => {
    if (await read(org, { ids: done.ids, read: false })) changed()
  }
  toast({ title: noticePage.allRead(done.read), ...(done.ids.length > 0 && { undo }) })
}

/** Turns a switch off in the product and by mail, everywhere or in one project, with a way back to what was chosen. */
export async function turnOff(org: string, kind: NoticeKind, label: string, project: string | null): Promise<void> {
  const put = (channel: string, enabled: boolean | null) =>
    call<{ before: boolean | null }>('PUT', org, 'notifications/switches', {
      kind,
      channel,
      enabled,
      ...(project && { project }),
    })
  const before = [
    ['product', await put('product', false)],
    ['mail', await put('mail', false)],
  ] as const
  if (before.some(([, done]) => !done)) return
  toast({
    title: project ? noticePage.turnedOffIn(label, project) : noticePage.turnedOff(label),
    undo: async () => {
      for (const [channel, done] of before) await put(channel, done?.before ?? null)
    },
  })
}

export type MuteOf = { task: string } | { ticket: string } | { project: string }

/** Mutes a thread or a project, with a way back. */
export async function mute(org: string, about: MuteOf, name: string): Promise<void> {
  const set = (mode: SubscriptionMode | null) => call('PUT', org, 'subscriptions', { ...about, mode })
  if (!(await set('MUTE'))) return
  announce(noticePage.muted(name))
  toast({ title: noticePage.muted(name), description: noticePage.stillAddressed, undo: () => set(null) })
}
