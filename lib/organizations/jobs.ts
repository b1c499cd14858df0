import { and, eq, inArray } from 'drizzle-orm'
import { createElement } from 'react'
import { members } from '@/db/schema/organizations'
import { env } from '@/lib/core/env'
import { systemContext } from '@/lib/core/system'
import { inTenant } from '@/lib/core/transaction'
import { inngest } from '@/lib/integrations/inngest'
import { type JobEventData, jobEventName } from '@/lib/jobs/events'
import { NoticeMail } from '@/lib/mail/notice-mail'
import { mail } from '@/lib/mail/send'
import { ownershipMails } from './messages'

/** Tells both sides that an organization has a new owner; nobody can switch these mails off. */
export const ownershipMail = inngest.createFunction(
  {
    id: 'ownership-mail',
    name: 'Mails about a new owner',
    retries: 10,
    triggers: [{ event: jobEventName('organization.ownership_transferred') }],
  },
  async ({ event, step }) => {
    const { organizationId, eventId, payload } = event.data as JobEventData
    return step.run('mail', async () => ({ sent: await mailOwnership(organizationId, eventId, payload) }))
  },
)

/** Sends both mails, once each. @returns how many were sent */
export async function mailOwnership(organizationId: string, eventId: string, payload: Record<string, unknown>) {
  const ctx = await systemContext(organizationId, eventId)
  const ids = [payload.from, payload.to] as string[]
  const people = await inTenant(ctx.organization.id, (tx) =>
    tx
      .select({ id: members.id, name: members.name, email: members.email })
      .from(members)
      .where(and(eq(members.organizationId, ctx.organization.id), inArray(members.id, ids))),
  )
  const nameOf = (id: unknown) => people.find((person) => person.id === id)?.name ?? ''
  const about = { organization: ctx.organization.name, from: nameOf(payload.from), to: nameOf(payload.to) }
  const sent = await Promise.all(
    people.map(({ id, email }) => {
      const words = id === payload.to ? ownershipMails.taken : ownershipMails.given
      return mail({
        to: email,
        subject: words.subject(about),
        body: createElement(NoticeMail, {
          heading: words.subject(about),
          lines: words.lines(about),
          button: { label: ownershipMails.button, href: new URL(`/${ctx.organization.slug}`, env().LOBBY_URL).href },
          why: ownershipMails.why(about),
        }),
        idempotencyKey: `${eventId}/${id}`,
      })
    }),
  )
  return sent.filter(Boolean).length
}
