import { and, eq, inArray } from 'drizzle-orm'
import { createElement } from 'react'
import { members, organizations } from '@/db/schema/organizations'
import { env } from '@/lib/core/env'
import { systemContext } from '@/lib/core/system'
import { askExpiredOrganizations, inTenant } from '@/lib/core/transaction'
import { inngest } from '@/lib/integrations/inngest'
import { type JobEventData, jobEventName } from '@/lib/jobs/events'
import { NoticeMail } from '@/lib/mail/notice-mail'
import { mail } from '@/lib/mail/send'
import { deleteOrganization } from './commands/delete-organization'
import { lifeMails, ownershipMails } from './messages'
import { deletedAfterDays } from './policy'

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
        organizationId: ctx.organization.id,
      })
    }),
  )
  return sent.filter(Boolean).length
}

const turns = [
  'organization.suspended',
  'organization.reinstated',
  'organization.archived',
  'organization.restored',
] as const
type Turned = (typeof turns)[number]

/** Tells the owner that their organization was closed or opened; they can see it nowhere else while it is closed. */
export const organizationLifeMail = inngest.createFunction(
  {
    id: 'organization-life-mail',
    name: 'Mails about a suspended or archived organization',
    retries: 10,
    triggers: turns.map((type) => ({ event: jobEventName(type) })),
  },
  async ({ event, step }) => {
    const { organizationId, eventId, type } = event.data as JobEventData
    return step.run('mail', async () => ({ sent: await mailTurn(organizationId, eventId, type as Turned) }))
  },
)

/** Sends the owner one mail about one step, once. @returns whether it was sent */
export async function mailTurn(organizationId: string, eventId: string, type: Turned): Promise<boolean> {
  const ctx = await systemContext(organizationId, eventId, true)
  const { id, name, slug } = ctx.organization
  const [found] = await inTenant(id, (tx) =>
    tx
      .select({ to: members.email, suspended: organizations.suspendedReason, archived: organizations.archivedReason })
      .from(organizations)
      .innerJoin(
        members,
        and(eq(members.organizationId, organizations.id), eq(members.id, organizations.ownerMemberId)),
      )
      .where(eq(organizations.id, id)),
  )
  if (!found) return false
  const words = lifeMails[type]
  const reason = type === 'organization.suspended' ? found.suspended : found.archived
  const path =
    type === 'organization.archived' || type === 'organization.suspended'
      ? `/choose-organization?closed=${slug}`
      : `/${slug}`
  return mail({
    to: found.to,
    subject: words.subject(name),
    body: createElement(NoticeMail, {
      heading: words.subject(name),
      lines: words.lines(reason ?? '–', deletedAfterDays),
      button: { label: ownershipMails.button, href: new URL(path, env().LOBBY_URL).href },
      why: lifeMails.why(name),
    }),
    idempotencyKey: `${eventId}/owner`,
    organizationId: id,
  })
}

/**
 * Every hour: what was archived thirty days ago goes for good. Nothing that this notes names an organization, or the
 * queue would remember it.
 */
export const organizationDeletion = inngest.createFunction(
  {
    id: 'organization-deletion',
    name: 'Deletes archived organizations',
    retries: 3,
    triggers: [{ cron: '15 * * * *' }],
  },
  ({ step }) => step.run('delete', deleteExpired),
)

/** Deletes each organization whose time is over; one that fails keeps none of the others. @returns how many went */
export async function deleteExpired(): Promise<{ deleted: number }> {
  const outcomes: PromiseSettledResult<unknown>[] = []
  for (const id of await askExpiredOrganizations())
    outcomes.push(...(await Promise.allSettled([deleteOrganization(id)])))
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
  return { deleted: outcomes.length }
}
