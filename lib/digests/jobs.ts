import { and, eq } from 'drizzle-orm'
import { createElement } from 'react'
import { users } from '@/db/schema/accounts'
import { members } from '@/db/schema/organizations'
import { env } from '@/lib/core/env'
import { alreadyDone, factId, firstTime } from '@/lib/core/inbox'
import { memberContext, systemContext } from '@/lib/core/system'
import { askActiveOrganizations, inTenant } from '@/lib/core/transaction'
import { inngest } from '@/lib/integrations/inngest'
import { NoticeMail } from '@/lib/mail/notice-mail'
import { mail } from '@/lib/mail/send'
import { switchesOf } from '@/lib/notifications/choices'
import { mailFoot } from '@/lib/notifications/messages'
import { stopHeaders, unsubscribeLink } from '@/lib/notifications/unsubscribe-link'
import { collectDigest, isInactive } from './collect'
import { type DigestKind, dueDigests } from './due'
import { button, digestLines, mails } from './messages'

type Reader = { memberId: string; userId: string; email: string; kind: DigestKind; period: string }

/** Who is due now, in one organization. */
async function dueReaders(organizationId: string, now: Date): Promise<Reader[]> {
  const ctx = await systemContext(organizationId, 'digest')
  const people = await inTenant(ctx.organization.id, (tx) =>
    tx
      .select({ memberId: members.id, userId: members.userId, email: members.email, timeZone: users.timeZone })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.organizationId, ctx.organization.id), eq(members.status, 'active'))),
  )
  return people.flatMap(({ timeZone, ...person }) => dueDigests(now, timeZone).map((due) => ({ ...person, ...due })))
}

/** A stable id for one reader's one digest of one period: what the inbox remembers. */
export const digestId = ({ memberId, kind, period }: Pick<Reader, 'memberId' | 'kind' | 'period'>): string =>
  factId(memberId, kind, period)

/** Sends one digest, once per period however often it is asked. @returns whether a mail went out */
export async function sendDigest(organizationId: string, reader: Reader): Promise<boolean> {
  const ctx = await memberContext(organizationId, reader.memberId, 'digest')
  const id = digestId(reader)
  const consumer = `digest.${reader.kind}`
  const digest = await inTenant(ctx.organization.id, async (tx) => {
    if (await alreadyDone(tx, ctx, consumer, id)) return null
    if (reader.kind === 'inactive' && !(await isInactive(tx, ctx, reader.userId))) return null
    const on = await switchesOf(tx, ctx, [reader.memberId], ['digests'], null)
    if (!on(reader.memberId, 'digests', 'mail')) return null
    return collectDigest(tx, ctx, reader.kind, reader.period)
  })
  if (!digest) return false
  const words = mails[reader.kind]
  const heading = words.subject(ctx.organization.name)
  const absolute = (path: string) => new URL(path, env().LOBBY_URL).href
  const stop = unsubscribeLink({ organizationId: ctx.organization.id, memberId: reader.memberId, kind: 'digests' })
  const sent = await mail({
    to: reader.email,
    subject: heading,
    body: createElement(NoticeMail, {
      heading,
      lines: digestLines(digest),
      button: { label: button, href: absolute(`/${ctx.organization.slug}`) },
      why: words.why,
      links: [
        { label: mailFoot.unsubscribe('digests'), href: stop },
        { label: mailFoot.settings, href: absolute(`/${ctx.organization.slug}/notifications/settings`) },
      ],
    }),
    idempotencyKey: id,
    organizationId: ctx.organization.id,
    headers: stopHeaders(stop),
  })
  // After the mail: should this be lost, the mail's own key keeps the next try from sending it twice.
  await inTenant(ctx.organization.id, (tx) => firstTime(tx, ctx, consumer, id))
  return sent
}

/** Every quarter of an hour: whose morning is it? Zones are off by quarters, and a run that was missed is made up for. */
export const digestClock = inngest.createFunction(
  { id: 'digest-clock', name: 'Digests by the clock', retries: 3, triggers: [{ cron: '*/15 * * * *' }] },
  async ({ step }) => {
    const organizations = await step.run('organizations', askActiveOrganizations)
    let sent = 0
    for (const organizationId of organizations)
      sent += await step.run(`organization ${organizationId}`, async () => {
        const readers = await dueReaders(organizationId, new Date())
        const outcomes = await Promise.allSettled(readers.map((reader) => sendDigest(organizationId, reader)))
        const failed = outcomes.find((outcome) => outcome.status === 'rejected')
        if (failed) throw failed.reason
        return outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value).length
      })
    return { organizations: organizations.length, sent }
  },
)
