import { eq } from 'drizzle-orm'
import { createElement } from 'react'
import { users } from '@/db/schema/accounts'
import { env } from '@/lib/core/env'
import { secretFor } from '@/lib/core/secret'
import { inPlatform } from '@/lib/core/transaction'
import { inngest } from '@/lib/integrations/inngest'
import { type AccountEventData, jobEventName } from '@/lib/jobs/events'
import { NoticeMail } from '@/lib/mail/notice-mail'
import { mail } from '@/lib/mail/send'
import { mails } from './messages'

type Kind = { words: (typeof mails)[keyof typeof mails]; path: (secretId: string) => string }

const kinds: Record<string, Kind> = {
  'user.registered': { words: mails.verify, path: (id) => `/verify-email/${secretFor('verify_email', id)}` },
  'user.registered_again': { words: mails.again, path: () => '/sign-in' },
  'user.reset_requested': { words: mails.reset, path: (id) => `/reset-password/${secretFor('reset_password', id)}` },
  'user.password_reset': { words: mails.changed, path: () => '/sign-in' },
}

/** Mails about a login: confirm the address, set a new password. The links are made here and stored nowhere. */
export const accountMails = inngest.createFunction(
  {
    id: 'account-mails',
    name: 'Mails about a login',
    retries: 10,
    triggers: Object.keys(kinds).map((type) => ({ event: jobEventName(type) })),
  },
  async ({ event, step }) => {
    const { eventId, type, subjectId, payload } = event.data as AccountEventData
    return step.run('mail', async () => {
      const kind = kinds[type]
      const [user] = await inPlatform((tx) => tx.select().from(users).where(eq(users.id, subjectId)))
      if (!kind || !user) return { sent: false }
      const { words, path } = kind
      const sent = await mail({
        to: user.email,
        subject: words.subject,
        body: createElement(NoticeMail, {
          heading: words.subject,
          lines: words.lines(user.name),
          button: { label: words.button, href: new URL(path(String(payload.secretId ?? '')), env().LOBBY_URL).href },
          why: words.why,
        }),
        idempotencyKey: `${eventId}/${user.id}`,
      })
      return { sent }
    })
  },
)
