import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import postgres from 'postgres'
import { deliverNext, sendDue } from './events'
import { acceptBatch, acceptOne, cancel, MailError, reschedule } from './outgoing'
import { attachment, forget, list, open, retrieve } from './reading'
import { prepareMailbox } from './schema'

const LARGEST_BODY = 40 * 1024 * 1024
const POLL_MS = 500
const KEEP_DAYS = 30
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

export type MailboxOptions = {
  databaseUrl: string
  /** The bearer that every call must show. */
  apiKey: string
  /** Where signed `email.*` webhooks go; without it none are sent. */
  webhookUrl?: string
  /** `whsec_` and the base64 key that signs them. */
  webhookSecret?: string
}

export type Mailbox = {
  /** Answers `/emails…` and `/mailbox…`; resolves to false, untouched, for any other path. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>
  stop(): Promise<void>
}

/**
 * Stands in for Resend on one machine: takes mails by Resend's API, keeps them in schema `mailbox`, shows them at
 * `GET /mailbox?to=&limit=&cursor=`, forgets those of one organization at `DELETE /mailbox?organization=`, and `GET /mailbox/:id[/attachments/:position]`, and reports deliveries by webhook.
 * Protocol: https://resend.com/docs/api-reference (as the SDK 6.38 speaks it).
 */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const sql = postgres(options.databaseUrl, {
    max: 4,
    backoff: (retries) => Math.min(0.05 * 2 ** retries, 1),
    connect_timeout: 5,
    onnotice: () => {},
  })
  await prepareMailbox(sql)
  await sql`delete from mailbox.mail where created_at < now() - make_interval(days => ${KEEP_DAYS})`

  const { webhookUrl, webhookSecret } = options
  const target = webhookUrl && webhookSecret ? { url: webhookUrl, secret: webhookSecret } : null
  let stopped = false
  let wake = () => {}
  const courier = (async () => {
    while (!stopped) {
      let worked = false
      try {
        worked = (await sendDue(sql, target !== null)) > 0
        if (target) worked = (await deliverNext(sql, target.url, target.secret)) || worked
      } catch {
        // The database is away for a moment; everything due is still there when it is back.
      }
      if (worked || stopped) continue
      await new Promise<void>((settle) => {
        const timer = setTimeout(settle, POLL_MS)
        wake = () => {
          clearTimeout(timer)
          settle()
        }
      })
    }
  })()

  async function answer(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    authorize(req, options.apiKey)
    const [noun, id, part, position] = url.pathname.split('/').slice(1)
    const at = `${req.method} /${noun}${id ? (id === 'batch' ? '/batch' : '/:id') : ''}${part ? `/${part}` : ''}`
    if (id && id !== 'batch' && !UUID.test(id)) throw new MailError(404, 'not_found', 'Email not found')
    const submission = async () => ({
      body: await readJson(req),
      idempotencyKey: req.headers['idempotency-key'] as string | undefined,
      webhooks: target !== null,
    })
    switch (at) {
      case 'POST /emails':
        return sendJson(res, 200, await acceptOne(sql, await submission()))
      case 'POST /emails/batch':
        return sendJson(res, 200, await acceptBatch(sql, await submission()))
      case 'GET /emails/:id':
        return sendJson(res, 200, await retrieve(sql, id!))
      case 'PATCH /emails/:id':
        return sendJson(res, 200, await reschedule(sql, id!, await readJson(req)))
      case 'POST /emails/:id/cancel':
        return sendJson(res, 200, await cancel(sql, id!))
      case 'GET /mailbox':
        return sendJson(res, 200, await list(sql, url.searchParams))
      case 'DELETE /mailbox':
        return sendJson(res, 200, await forget(sql, url.searchParams))
      case 'GET /mailbox/:id':
        return sendJson(res, 200, await open(sql, id!))
      case 'GET /mailbox/:id/attachments':
        return sendFile(res, await attachment(sql, id!, /^\d{1,4}$/.test(position ?? '') ? Number(position) : -1))
    }
    throw new MailError(405, 'method_not_allowed', `${req.method} ${url.pathname} is not offered here`)
  }

  return {
    async handle(req, res) {
      const url = new URL(req.url ?? '/', 'http://local')
      if (!/^\/(emails|mailbox)(\/|$)/.test(url.pathname)) return false
      try {
        await answer(req, res, url)
        if (req.method !== 'GET') wake()
      } catch (error) {
        const known = error instanceof MailError
        if (!known) console.error('mailbox:', error)
        const { status, code, message } = known
          ? error
          : { status: 500, code: 'application_error', message: 'The mailbox could not do this right now.' }
        sendJson(res, status, { statusCode: status, name: code, message })
      }
      return true
    },
    async stop() {
      stopped = true
      wake()
      await courier
      await sql.end({ timeout: 2 })
    },
  }
}

function authorize(req: IncomingMessage, apiKey: string): void {
  const shown = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1]
  if (!shown) throw new MailError(401, 'missing_api_key', 'Missing API key in the authorization header')
  const [given, wanted] = [Buffer.from(shown), Buffer.from(apiKey)]
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new MailError(401, 'invalid_api_key', 'API key is invalid')
  }
}

async function readJson(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY) throw new MailError(413, 'validation_error', 'An email with attachments may have 40 MB')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new MailError(400, 'validation_error', 'The body is not JSON')
  }
}

function sendJson(res: ServerResponse, status: number, body: unknown): void {
  if (res.headersSent) return
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

function sendFile(
  res: ServerResponse,
  file: { filename: string | null; content_type: string | null; content: Buffer },
) {
  res.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename ?? 'attachment')}`,
    'x-content-type-options': 'nosniff',
  })
  res.end(file.content)
}
