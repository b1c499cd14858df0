import type { Sql } from 'postgres'
import { bareAddress } from './message'
import { MailError } from './outgoing'

type Row = {
  id: string
  position: string
  sender: string
  to: string[]
  cc: string[]
  bcc: string[]
  reply_to: string[]
  subject: string
  html: string | null
  text: string | null
  headers: Record<string, string>
  tags: { name: string; value: string }[]
  last_event: string
  scheduled_at: Date | null
  created_at: Date
}

async function find(sql: Sql, id: string): Promise<Row> {
  const [mail] = await sql<Row[]>`select * from mailbox.mail where id = ${id}`
  if (!mail) throw new MailError(404, 'not_found', 'Email not found')
  return mail
}

/** `GET /emails/:id` in Resend's own shape. */
export async function retrieve(sql: Sql, id: string) {
  const { sender, position: _, ...mail } = await find(sql, id)
  return { object: 'email', from: sender, ...mail }
}

/** The mailbox's own view of one mail: contents, attachments (without their bytes) and its webhooks so far. */
export async function open(sql: Sql, id: string) {
  const mail = await find(sql, id)
  const attachments = await sql`
    select position, filename, content_type as "contentType", content_id as "contentId", length(content) as size
    from mailbox.attachment where mail_id = ${id} order by position`
  const webhooks = await sql`
    select payload::jsonb ->> 'type' as type, attempts, delivered_at as "deliveredAt", last_error as "lastError"
    from mailbox.webhook where mail_id = ${id} order by id`
  return {
    ...summary(mail),
    bcc: mail.bcc,
    replyTo: mail.reply_to,
    html: mail.html,
    text: mail.text,
    headers: mail.headers,
    tags: mail.tags,
    attachments: [...attachments],
    webhooks: [...webhooks],
  }
}

function summary(mail: Row) {
  return {
    id: mail.id,
    from: mail.sender,
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    status: mail.last_event,
    scheduledAt: mail.scheduled_at?.toISOString() ?? null,
    createdAt: mail.created_at.toISOString(),
  }
}

/**
 * Mails newest first. `to` keeps those that this address receives (as to, cc or bcc); `limit` is 1 to 100;
 * `cursor` is the `nextCursor` of the page before.
 */
export async function list(sql: Sql, query: URLSearchParams) {
  const limit = Number(query.get('limit') ?? 25)
  const cursor = query.get('cursor')
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw new MailError(422, 'invalid_parameter', '`limit` is a number from 1 to 100.')
  }
  if (cursor !== null && !/^\d{1,18}$/.test(cursor)) throw new MailError(422, 'invalid_parameter', 'Unknown `cursor`.')
  const to = query.get('to')
  const rows = await sql<Row[]>`
    select * from mailbox.mail
    where ${to === null ? sql`true` : sql`recipients @> ${[bareAddress(to)]}`}
      and ${cursor === null ? sql`true` : sql`position < ${cursor}`}
    order by position desc limit ${limit + 1}`
  const page = rows.slice(0, limit)
  return { items: page.map(summary), nextCursor: rows.length > limit ? page.at(-1)!.position : null }
}

/** The bytes of one attachment. */
export async function attachment(sql: Sql, id: string, position: number) {
  const [part] = await sql<{ filename: string | null; content_type: string | null; content: Buffer }[]>`
    select filename, content_type, content from mailbox.attachment where mail_id = ${id} and position = ${position}`
  if (!part) throw new MailError(404, 'not_found', 'Attachment not found')
  return part
}

/** Deletes every mail that is tagged with an organization, with all that hangs on it. */
export async function forget(sql: Sql, query: URLSearchParams) {
  const organization = query.get('organization')
  if (!organization) throw new MailError(422, 'invalid_parameter', 'Say which `organization`.')
  const gone = await sql`
    delete from mailbox.mail where tags @> ${sql.json([{ name: 'organization', value: organization }])}`
  return { deleted: gone.count }
}
