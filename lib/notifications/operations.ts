import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, timestamp } from '@/lib/core/rest-shapes'
import { markRead } from './commands/mark-read'
import { setSwitch } from './commands/set-switch'
import { countUnread, listNotifications } from './queries'
import { noticeChannelInput, noticeKindInput } from './schema'
import { listMutes, listSwitches } from './settings'

const named = z.object({ key: z.string(), title: z.string() })

const notification = z.object({
  id: z.uuid(),
  type: z.string(),
  kind: noticeKindInput.nullable().describe('The switch that let it through.'),
  count: z.int().describe('How many events in a row it stands for.'),
  reason: z.string().describe('Why you got it.'),
  title: z.string().describe('What happened, in a line.'),
  about: z.string(),
  href: z.string().describe('Where it leads, on this site.'),
  why: z.string().describe('The reason as a sentence.'),
  actor: z.string().nullable(),
  subject: z.object({ type: z.string(), id: z.uuid() }),
  project: named.extend({ open: z.boolean().describe('Whether you see the project itself.') }).nullable(),
  task: named.nullable(),
  ticket: named.nullable(),
  createdAt: timestamp,
  readAt: timestamp.nullable(),
})

export const list = operation(listNotifications, {
  method: 'GET',
  path: '/notifications',
  summary: 'Your notices, newest first',
  output: listOf(notification),
})

export const unread = operation(countUnread, {
  method: 'GET',
  path: '/notifications/unread',
  summary: 'How many of your notices are unread, up to 100',
  output: z.object({ unread: z.int() }),
})

export const read = operation(markRead, {
  method: 'POST',
  path: '/notifications/read',
  summary: 'Mark notices as read: those named, or all; or those named as unread',
  output: z.object({ read: z.int(), ids: z.array(z.uuid()).describe('Up to 200 of those that changed.') }),
})

const channels = { product: z.boolean(), mail: z.boolean() }

export const switches = operation(listSwitches, {
  method: 'GET',
  path: '/notifications/switches',
  summary: 'What reaches you on which channel, everywhere or in one project',
  output: z.object({
    project: named.nullable(),
    kinds: z.array(
      z.object({
        kind: noticeKindInput,
        label: z.string(),
        text: z.string(),
        addressed: z.boolean().describe('Comes through even when muted.'),
        mailOnly: z.boolean().describe('Is never a notice in Lobby.'),
        ...channels,
      }),
    ),
    overrides: z.array(
      z.object({
        kind: noticeKindInput,
        label: z.string(),
        channel: noticeChannelInput,
        enabled: z.boolean(),
        project: named,
      }),
    ),
  }),
})

export const setOne = operation(setSwitch, {
  method: 'PUT',
  path: '/notifications/switches',
  summary: 'Let a kind of notice reach you on a channel, or not; null takes your choice back',
  output: z.object({ enabled: z.boolean(), before: z.boolean().nullable() }),
})

export const mutes = operation(listMutes, {
  method: 'GET',
  path: '/notifications/mutes',
  summary: 'The projects, tasks and tickets that you muted',
  output: z.object({
    muted: z.array(
      z.object({ kind: z.enum(['project', 'task', 'ticket']), id: z.uuid(), key: z.string(), title: z.string() }),
    ),
  }),
})
