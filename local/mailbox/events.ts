import { createHmac, randomUUID } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import { outcomeFor } from './message'

type Event = 'scheduled' | 'sent' | 'delivered' | 'bounced' | 'complained'

/** Seconds to wait after each failed delivery of a webhook; after the last one it is given up. */
const RETRY_AFTER = [0.5, 2, 5, 15, 60, 300]

/** Queues the webhooks for these events of a mail, in the transaction that made them true. */
export async function announce(tx: TransactionSql, mailId: string, events: Event[]): Promise<void> {
  const [mail] = await tx<
    { sender: string; to: string[]; subject: string; tags: { name: string; value: string }[]; created_at: Date }[]
  >`select sender, "to", subject, tags, created_at from mailbox.mail where id = ${mailId}`
  if (!mail) return
  for (const event of events) {
    const payload = {
      type: `email.${event}`,
      created_at: new Date().toISOString(),
      data: {
        email_id: mailId,
        from: mail.sender,
        to: mail.to,
        subject: mail.subject,
        created_at: mail.created_at.toISOString(),
        tags: Object.fromEntries(mail.tags.map((tag) => [tag.name, tag.value])),
        ...(event === 'bounced' && {
          bounce: { type: 'Permanent', subType: 'General', message: 'The recipient does not exist.' },
        }),
      },
    }
    await tx`
      insert into mailbox.webhook (message_id, mail_id, payload, next_at)
      values (${`msg_${randomUUID().replaceAll('-', '')}`}, ${mailId}, ${JSON.stringify(payload)}, now())`
  }
}

/** Sends scheduled mails whose time has come. Returns how many. */
export async function sendDue(sql: Sql, webhooks: boolean): Promise<number> {
  return sql.begin(async (tx) => {
    const due = await tx<{ id: string; recipients: string[] }[]>`
      select id, recipients from mailbox.mail where last_event = 'scheduled' and scheduled_at <= now()
      order by scheduled_at limit 100 for update skip locked`
    for (const { id, recipients } of due) {
      const outcome = outcomeFor(recipients)
      await tx`update mailbox.mail set last_event = ${outcome} where id = ${id}`
      if (webhooks) await announce(tx, id, ['sent', outcome])
    }
    return due.length
  })
}

/** `v1,<base64>`: HMAC-SHA256 of `id.seconds.body` with the secret after `whsec_`, as Svix and the Resend SDK define. */
export function sign(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`
}

/**
 * Delivers the oldest webhook that is due. Returns whether there was one.
 * Claimed by moving its next attempt ahead, so a kill in the middle costs a repeat, never a loss.
 */
export async function deliverNext(sql: Sql, url: string, secret: string): Promise<boolean> {
  const [webhook] = await sql<{ id: string; message_id: string; payload: string; attempts: number }[]>`
    update mailbox.webhook set attempts = attempts + 1, next_at = now() + interval '30 seconds'
    where id = (
      select id from mailbox.webhook where next_at <= now() order by next_at, id limit 1 for update skip locked
    ) returning id, message_id, payload, attempts`
  if (!webhook) return false
  const failure = await post(url, secret, webhook.message_id, webhook.payload)
  const wait = RETRY_AFTER[webhook.attempts - 1]
  await sql`
    update mailbox.webhook set
      delivered_at = ${failure === null ? sql`now()` : null},
      next_at = ${failure === null || wait === undefined ? null : sql`now() + make_interval(secs => ${wait})`},
      last_error = ${failure}
    where id = ${webhook.id}`
  return true
}

async function post(url: string, secret: string, id: string, body: string): Promise<string | null> {
  const seconds = Math.floor(Date.now() / 1000)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'svix-id': id,
        'svix-timestamp': String(seconds),
        'svix-signature': sign(secret, id, seconds, body),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    })
    await response.arrayBuffer()
    return response.ok ? null : `HTTP ${response.status}`
  } catch (error) {
    return error instanceof Error ? String(error.cause ?? error.message) : String(error)
  }
}
