import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { idInput } from '@/lib/core/text'
import { projectRef } from '@/lib/projects/schema'
import { noticeChannels, noticeKindNames } from './kinds'

export const noticeKindInput = z.enum(noticeKindNames)
export const noticeChannelInput = z.enum(noticeChannels)

export const listNotificationsInput = z.strictObject({
  ...pageInput,
  unread: z.stringbool().or(z.boolean()).optional(),
  kind: noticeKindInput.optional(),
  project: projectRef.optional(),
})

/** Those named, or all; `read` false takes the mark away from those named. */
export const markReadInput = z
  .strictObject({ ids: z.array(idInput).min(1).max(200).optional(), read: z.boolean().default(true) })
  .superRefine(({ ids, read }, ctx) => {
    if (!read && !ids) ctx.addIssue({ code: 'custom', path: ['ids'], message: 'Name the notices.' })
  })

/** `enabled` null takes the choice back: the wider one, or the default, counts again. */
export const setSwitchInput = z.strictObject({
  kind: noticeKindInput,
  channel: noticeChannelInput,
  project: projectRef.optional(),
  enabled: z.boolean().nullable(),
})

export const switchesInput = z.strictObject({ project: projectRef.optional() })

/** What a browser needs to connect to the live service; given at run time, so that one build serves every environment. */
export type RealtimeConfig = { key: string; cluster: string; host: string | null; port: number | null; tls: boolean }
