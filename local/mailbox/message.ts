import { z } from 'zod'

const address = z.string().regex(/^\s*(?:[^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)\s*$/, {
  error: 'must be an address such as `a@b.test` or `Name <a@b.test>`',
})
const addresses = z.union([address.transform((one) => [one]), z.array(address).max(50)])
const optionalAddresses = addresses.nullish().transform((list) => list ?? [])

/** What `POST /emails` accepts, as the Resend SDK 6 writes it; times are UTC instants. */
export const messageInput = z
  .object({
    from: address,
    to: addresses.refine((list) => list.length > 0, 'needs at least one recipient'),
    cc: optionalAddresses,
    bcc: optionalAddresses,
    reply_to: optionalAddresses,
    subject: z.string().min(1).max(998),
    html: z.string().nullish(),
    text: z.string().nullish(),
    headers: z.record(z.string(), z.string()).nullish(),
    tags: z
      .array(z.object({ name: z.string().regex(/^[\w-]{1,256}$/), value: z.string().regex(/^[\w-]{1,256}$/) }))
      .max(75)
      .nullish(),
    scheduled_at: z.string().nullish(),
    attachments: z
      .array(
        z.object({
          filename: z.string().min(1).max(255).nullish(),
          content: z.base64().nullish(),
          path: z.string().nullish(),
          content_type: z.string().nullish(),
          content_id: z.string().max(127).nullish(),
        }),
      )
      .nullish(),
    template: z.unknown().optional(),
  })
  .superRefine((mail, context) => {
    const report = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if (mail.template) report('template', 'stored templates exist only at the hosted service')
    if (mail.html == null && mail.text == null) report('html', 'one of `html` and `text` is needed')
    for (const part of mail.attachments ?? []) {
      if (part.path) report('attachments', 'a remote `path` is fetched only by the hosted service; send `content`')
      else if (part.content == null) report('attachments', '`content` is needed')
    }
  })

export type Message = z.infer<typeof messageInput>

/** The bare addresses of everybody who receives the mail, in lower case. */
export function recipientsOf(mail: Pick<Message, 'to' | 'cc' | 'bcc'>): string[] {
  return [...new Set([...mail.to, ...mail.cc, ...mail.bcc].map(bareAddress))]
}

export function bareAddress(written: string): string {
  return (/<([^>]+)>/.exec(written)?.[1] ?? written).trim().toLowerCase()
}

export type Outcome = 'delivered' | 'bounced' | 'complained'

/** What becomes of a mail: addresses that begin `bounce` or `complain` play those parts, as at Resend's own test host. */
export function outcomeFor(recipients: string[]): Outcome {
  if (recipients.some((one) => /^bounced?(\+[^@]*)?@/.test(one))) return 'bounced'
  if (recipients.some((one) => /^complain(ed)?(\+[^@]*)?@/.test(one))) return 'complained'
  return 'delivered'
}

const SECONDS = { second: 1, sec: 1, s: 1, minute: 60, min: 60, m: 60, hour: 3600, h: 3600, day: 86_400, d: 86_400 }

/**
 * Reads `scheduled_at`: an ISO 8601 instant, or English such as `in 1 min`, relative to `now`.
 * Returns `null` when it is neither, or farther away than 30 days.
 */
export function parseSchedule(written: string, now: Date): Date | null {
  const words = /^in (?:(\d+)|an?) *([a-z]+?)s?$/i.exec(written.trim())
  let at: number
  if (words) {
    const unit = SECONDS[words[2]!.toLowerCase() as keyof typeof SECONDS] ?? (words[2] === '' ? 1 : undefined)
    if (unit === undefined) return null
    at = now.getTime() + Number(words[1] ?? 1) * unit * 1000
  } else {
    if (!/^\d{4}-\d{2}-\d{2}T/.test(written)) return null
    at = Date.parse(written)
  }
  if (Number.isNaN(at) || at > now.getTime() + 30 * 86_400_000) return null
  return new Date(at)
}
