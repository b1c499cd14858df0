import { and, eq, isNull } from 'drizzle-orm'
import { createElement } from 'react'
import { temporaryPasswords } from '@/db/schema/accounts'
import { invitations } from '@/db/schema/invitations'
import { members } from '@/db/schema/organizations'
import { env } from '@/lib/core/env'
import { secretFor } from '@/lib/core/secret'
import { systemContext } from '@/lib/core/system'
import { inTenant } from '@/lib/core/transaction'
import { inngest } from '@/lib/integrations/inngest'
import { type JobEventData, jobEventName } from '@/lib/jobs/events'
import { takesInvitations } from '@/lib/mail/delivery'
import { NoticeMail } from '@/lib/mail/notice-mail'
import { mail } from '@/lib/mail/send'
import { invitationStopLink, stopHeaders } from '@/lib/notifications/unsubscribe-link'
import { mail as words } from './messages'

/** Mails an invitation; its link is made here and stored nowhere. */
export const invitationMail = inngest.createFunction(
  {
    id: 'invitation-mail',
    name: 'Mail of an invitation',
    retries: 10,
    triggers: ['invitation.created', 'invitation.resent'].map((type) => ({ event: jobEventName(type) })),
  },
  async ({ event, step }) => {
    const { organizationId, eventId, subjectId } = event.data as JobEventData
    return step.run('mail', async () => ({ sent: await mailInvitation(organizationId, eventId, subjectId) }))
  },
)

/** Sends one invitation that is still open, once. @returns whether it was sent: some addresses take none */
export async function mailInvitation(organizationId: string, eventId: string, subjectId: string): Promise<boolean> {
  const ctx = await systemContext(organizationId, eventId)
  const [open] = await inTenant(ctx.organization.id, (tx) =>
    tx
      .select({ email: invitations.email, inviter: members.name })
      .from(invitations)
      .innerJoin(
        members,
        and(eq(members.organizationId, invitations.organizationId), eq(members.id, invitations.invitedById)),
      )
      .where(
        and(
          eq(invitations.organizationId, ctx.organization.id),
          eq(invitations.id, subjectId),
          isNull(invitations.revokedAt),
          isNull(invitations.acceptedAt),
        ),
      ),
  )
  if (!open) return false
  if (!(await inTenant(ctx.organization.id, (tx) => takesInvitations(tx, open.email)))) return false
  const [made] = await inTenant(ctx.organization.id, (tx) =>
    tx
      .select({ userId: temporaryPasswords.userId })
      .from(temporaryPasswords)
      .where(eq(temporaryPasswords.invitationId, subjectId)),
  )
  const stop = invitationStopLink(open.email)
  const about = { inviter: open.inviter, organization: ctx.organization.name }
  return mail({
    to: open.email,
    subject: words.subject(about),
    body: createElement(NoticeMail, {
      heading: words.subject(about),
      lines: made ? words.login(about) : words.lines(about),
      button: {
        label: words.button,
        href: new URL(`/invitation/${secretFor('invitation', subjectId)}`, env().LOBBY_URL).href,
      },
      why: words.why,
      links: [{ label: words.stop, href: stop }],
    }),
    idempotencyKey: `${eventId}/${subjectId}`,
    organizationId: ctx.organization.id,
    headers: stopHeaders(stop),
  })
}
