import { createHash, randomUUID } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import { announce } from './events'
import { type Message, messageInput, outcomeFor, parseSchedule, recipientsOf } from './message'

/** An answer that is not 2xx, in the words of Resend's API. */
export class MailError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

type Sent = { id: string }
export type Submission = { body: unknown; idempotencyKey?: string; webhooks: boolean }

/** `POST /emails`: keeps one mail and says its id. Throws MailError 409 on a reused key, 422 on a bad field. */
export function acceptOne(sql: Sql, submission: Submission): Promise<Sent> {
  const message = parseMessage(submission.body)
  return once(sql, submission, async (tx) => ({ id: await keep(tx, message, submission.webhooks) }))
}

/** `POST /emails/batch`: keeps up to a hundred mails, all or none, and says their ids in the same order. */
export function acceptBatch(sql: Sql, submission: Submission): Promise<{ data: Sent[] }> {
  const { body } = submission
  if (!Array.isArray(body) || body.length === 0 || body.length > 100) {
    throw new MailError(422, 'validation_error', 'A batch is an array of 1 to 100 emails.')
  }
  const messages = body.map((one, index) => {
    const message = parseMessage(one, `emails[${index}].`)
    if (message.attachments?.length || message.scheduled_at) {
      throw new MailError(422, 'validation_error', `emails[${index}]: a batch has neither attachments nor schedules.`)
    }
    return message
  })
  return once(sql, submission, async (tx) => {
    const data: Sent[] = []
    for (const message of messages) data.push({ id: await keep(tx, message, submission.webhooks) })
    return { data }
  })
}

function parseMessage(body: unknown, where = ''): Message {
  const parsed = messageInput.safeParse(body)
  if (parsed.success) {
    if (parsed.data.scheduled_at) schedule(parsed.data.scheduled_at)
    return parsed.data
  }
  const issue = parsed.error.issues[0]
  const field = where + (issue?.path.join('.') ?? '')
  const absent = issue?.path.length === 1 && (body as Record<string, unknown>)[String(issue.path[0])] === undefined
  if (absent && issue?.path[0] !== 'html') {
    throw new MailError(422, 'missing_required_field', `Missing \`${field}\` field.`)
  }
  throw new MailError(422, 'validation_error', `Invalid \`${field}\` field: ${issue?.message}`)
}

function schedule(written: string): Date {
  const at = parseSchedule(written, new Date())
  if (!at) throw new MailError(422, 'validation_error', 'Invalid `scheduled_at` field: an instant within 30 days.')
  return at
}

/** Runs `work` at most once per key and day; a repeated call with the same body gets the first answer again. */
async function once<T extends object>(
  sql: Sql,
  { body, idempotencyKey: key }: Submission,
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  if (key === undefined) return (await sql.begin(work)) as T
  if (key.length < 1 || key.length > 256) {
    throw new MailError(400, 'invalid_idempotency_key', 'The idempotency key has between 1 and 256 characters.')
  }
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex')
  return (await sql.begin(async (tx) => {
    const [lock] = await tx<{ free: boolean }[]>`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as free`
    if (!lock?.free) {
      throw new MailError(409, 'concurrent_idempotent_requests', 'The same idempotency key is in use right now.')
    }
    await tx`delete from mailbox.idempotency where created_at < now() - interval '24 hours'`
    const [before] = await tx<{ body_hash: string; response: T }[]>`
      select body_hash, response from mailbox.idempotency where key = ${key}`
    if (before && before.body_hash !== hash) {
      throw new MailError(409, 'invalid_idempotent_request', 'The same idempotency key was used with another body.')
    }
    if (before) return before.response
    const response = await work(tx)
    await tx`insert into mailbox.idempotency (key, body_hash, response) values (${key}, ${hash}, ${tx.json(response as never)})`
    return response
  })) as T
}

async function keep(tx: TransactionSql, mail: Message, webhooks: boolean): Promise<string> {
  const id = randomUUID()
  const recipients = recipientsOf(mail)
  const due = mail.scheduled_at ? schedule(mail.scheduled_at) : null
  const waits = due !== null && due.getTime() > Date.now()
  await tx`
    insert into mailbox.mail ${tx({
      id,
      sender: mail.from,
      to: mail.to,
      cc: mail.cc,
      bcc: mail.bcc,
      reply_to: mail.reply_to,
      recipients,
      subject: mail.subject,
      html: mail.html ?? null,
      text: mail.text ?? null,
      headers: tx.json(mail.headers ?? {}),
      tags: tx.json(mail.tags ?? []),
      last_event: waits ? 'scheduled' : outcomeFor(recipients),
      scheduled_at: due,
    })}`
  for (const [position, part] of (mail.attachments ?? []).entries()) {
    await tx`
      insert into mailbox.attachment ${tx({
        mail_id: id,
        position,
        filename: part.filename ?? null,
        content_type: part.content_type ?? null,
        content_id: part.content_id ?? null,
        content: Buffer.from(part.content ?? '', 'base64'),
      })}`
  }
  if (webhooks) await announce(tx, id, waits ? ['scheduled'] : ['sent', outcomeFor(recipients)])
  return id
}

/** `POST /emails/:id/cancel`: a scheduled mail that was not sent yet never will be. */
export async function cancel(sql: Sql, id: string): Promise<{ object: 'email'; id: string }> {
  const [canceled] = await sql`
    update mailbox.mail set last_event = 'canceled' where id = ${id} and last_event = 'scheduled' returning id`
  if (!canceled) {
    const [found] = await sql`select 1 from mailbox.mail where id = ${id}`
    if (!found) throw new MailError(404, 'not_found', 'Email not found')
    throw new MailError(422, 'validation_error', 'Only an email that waits for its time can be canceled.')
  }
  return { object: 'email', id }
}

/** `PATCH /emails/:id`: moves a scheduled mail to another time. */
export async function reschedule(sql: Sql, id: string, body: unknown): Promise<{ object: 'email'; id: string }> {
  const written = (body as { scheduled_at?: unknown } | null)?.scheduled_at
  if (typeof written !== 'string') throw new MailError(422, 'missing_required_field', 'Missing `scheduled_at` field.')
  const [moved] = await sql`
    update mailbox.mail set scheduled_at = ${schedule(written)} where id = ${id} and last_event = 'scheduled' returning id`
  if (!moved) throw new MailError(404, 'not_found', 'Email not found, or already on its way')
  return { object: 'email', id }
}
