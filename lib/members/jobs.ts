import { eq } from 'drizzle-orm'
import { createElement } from 'react'
import { users } from '@/db/schema/accounts'
import { env } from '@/lib/core/env'
import { systemContext } from '@/lib/core/system'
import { inPlatform } from '@/lib/core/transaction'
import { inngest } from '@/lib/integrations/inngest'
import { type JobEventData, jobEventName } from '@/lib/jobs/events'
import { NoticeMail } from '@/lib/mail/notice-mail'
import { mail } from '@/lib/mail/send'
import { messages } from './messages'

const words = messages.departure

/** Tells somebody that they are out: they have no notices here any more. Whoever takes over gets a notice. */
export const departureMail = inngest.createFunction(
  {
    id: 'departure-mail',
    name: 'Mail to whoever is no longer a member',
    retries: 10,
    triggers: ['member.removed', 'member.left'].map((type) => ({ event: jobEventName(type) })),
  },
  async ({ event, step }) => {
    const { organizationId, eventId, type, payload } = event.data as JobEventData
    return step.run('mail', async () => {
      const { organization } = await systemContext(organizationId, eventId)
      const [user] = await inPlatform((tx) =>
        tx
          .select({ id: users.id, email: users.email })
          .from(users)
          .where(eq(users.id, String(payload.userId))),
      )
      if (!user) return { sent: false }
      const sent = await mail({
        to: user.email,
        subject: words.subject(organization.name),
        body: createElement(NoticeMail, {
          heading: words.subject(organization.name),
          lines: [words[type === 'member.left' ? 'left' : 'removed'](organization.name), words.stays],
          button: { label: words.button, href: new URL('/choose-organization', env().LOBBY_URL).href },
          why: words.why,
        }),
        idempotencyKey: `${eventId}/${user.id}`,
      })
      return { sent }
    })
  },
)
