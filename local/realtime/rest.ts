import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { channelKind } from './channel-name'
import type { ChannelBook } from './channels'
import { LIMITS } from './limits'
import { bodyMatches, queryRefusal } from './signature'

type App = { appId: string; key: string; secret: string }
type Answer = { status: number; body: unknown }
type Call = { method: string; parts: string[]; query: URLSearchParams; body: Buffer }

const channelName = z.string().refine((name) => channelKind(name) !== null, 'not an allowed channel name')
const socketId = z.string().regex(/^\d+\.\d+$/, 'not a socket id')
const eventName = z.string().min(1).max(LIMITS.eventName)
const eventsShape = z
  .object({
    name: eventName,
    data: z.string(),
    channels: z.array(channelName).min(1).max(LIMITS.channelsPerTrigger).optional(),
    channel: channelName.optional(),
    socket_id: socketId.optional(),
    info: z.string().optional(),
  })
  .transform(({ channel, channels, ...event }) => ({ ...event, channels: channels ?? (channel ? [channel] : []) }))
  .refine((event) => event.channels.length > 0, 'no channel given')
  .refine(
    (event) => event.channels.length === 1 || !event.channels.some((name) => channelKind(name)?.encrypted),
    'an event for an encrypted channel goes to that channel alone',
  )
const batchShape = z.object({
  batch: z
    .array(
      z.object({
        channel: channelName,
        name: eventName,
        data: z.string(),
        socket_id: socketId.optional(),
        info: z.string().optional(),
      }),
    )
    .min(1)
    .max(LIMITS.eventsPerBatch),
})

/** An answer other than 200, thrown on the way and written once. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/**
 * The signed HTTP interface of Pusher Channels below `/apps/{appId}`
 * (pusher.com/docs/channels/library_auth_reference/rest-api).
 */
export class RestInterface {
  constructor(
    private readonly app: App,
    private readonly book: ChannelBook,
    private readonly terminateUser: (userId: string) => void,
  ) {}

  /** Answers a call below `/apps/`; refusals are plain text as the service writes them, answers are JSON. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      write(response, await this.answer(request))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // the rest of a refused body is not worth reading
      if (error.status === 413) response.setHeader('connection', 'close')
      write(response, { status: error.status, body: error.message })
    }
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const method = request.method ?? 'GET'
    const call = { method, path: url.pathname, query: url.searchParams }
    // the query is checked first: who cannot sign does not get to fill our memory with a body
    const refusal = queryRefusal(this.app, call, Date.now())
    if (refusal) throw new Refusal(401, refusal)
    const body = await readBody(request, LIMITS.restBody)
    if (!bodyMatches(url.searchParams, body)) throw new Refusal(401, 'Invalid signature: body_md5 is not of this body')
    const parts = url.pathname.split('/').slice(2).map(decodePart)
    if (parts[0] !== this.app.appId) throw new Refusal(404, 'Unknown app')
    return this.route({ method, parts: parts.slice(1), query: url.searchParams, body })
  }

  private route(call: Call): Answer {
    const [first, second, third, ...rest] = call.parts
    const is = (method: string, ...names: (string | undefined)[]) =>
      call.method === method && rest.length === 0 && [first, second, third].every((part, at) => part === names[at])
    if (is('POST', 'events')) return this.trigger(call)
    if (is('POST', 'batch_events')) return this.triggerBatch(call)
    if (is('GET', 'channels')) return this.listChannels(call)
    if (second && is('GET', 'channels', second)) return this.showChannel(second, call)
    if (second && is('GET', 'channels', second, 'users')) return this.listUsers(second)
    if (second && is('POST', 'users', second, 'terminate_connections')) {
      this.terminateUser(second)
      return { status: 200, body: {} }
    }
    throw new Refusal(404, 'Not found')
  }

  private trigger(call: Call): Answer {
    const event = parse(eventsShape, call.body)
    refuseOversized(event.data)
    for (const channel of event.channels) this.book.publish(channel, event.name, event.data, event.socket_id)
    if (!event.info) return { status: 200, body: {} }
    const info = readInfo(event.info)
    return {
      status: 200,
      body: { channels: Object.fromEntries(event.channels.map((name) => this.counts(name, info))) },
    }
  }

  private triggerBatch(call: Call): Answer {
    const { batch } = parse(batchShape, call.body)
    for (const event of batch) refuseOversized(event.data)
    for (const event of batch) this.book.publish(event.channel, event.name, event.data, event.socket_id)
    if (!batch.some((event) => event.info)) return { status: 200, body: {} }
    return { status: 200, body: { batch: batch.map((event) => this.counts(event.channel, readInfo(event.info))[1]) } }
  }

  private listChannels(call: Call): Answer {
    const prefix = call.query.get('filter_by_prefix') ?? ''
    const info = readInfo(call.query.get('info'))
    if (info.has('user_count') && !prefix.startsWith('presence-')) {
      throw new Refusal(400, 'user_count may only be requested for presence channels: filter by the prefix presence-')
    }
    const channels = this.book.occupied(prefix).map((name) => this.counts(name, info))
    return { status: 200, body: { channels: Object.fromEntries(channels) } }
  }

  private showChannel(name: string, call: Call): Answer {
    const kind = channelKind(name)
    if (!kind) throw new Refusal(400, 'Not an allowed channel name')
    const info = readInfo(call.query.get('info'))
    if (info.has('user_count') && kind.access !== 'presence') {
      throw new Refusal(400, 'user_count may only be requested for a presence channel')
    }
    return { status: 200, body: this.book.describe(name, info) }
  }

  private listUsers(name: string): Answer {
    if (channelKind(name)?.access !== 'presence')
      throw new Refusal(400, 'Users can only be listed on presence channels')
    return { status: 200, body: { users: [...this.book.members(name).keys()].map((id) => ({ id })) } }
  }

  private counts(
    name: string,
    info: ReadonlySet<string>,
  ): [string, { user_count?: number; subscription_count?: number }] {
    const { occupied: _, cache: __, ...counts } = this.book.describe(name, info)
    if (channelKind(name)?.access !== 'presence') delete counts.user_count
    return [name, counts]
  }
}

function readInfo(list: string | null | undefined): ReadonlySet<string> {
  return new Set((list ?? '').split(',').map((name) => name.trim()))
}

function parse<T>(shape: z.ZodType<T>, body: Buffer): T {
  let json: unknown
  try {
    json = JSON.parse(body.toString('utf8'))
  } catch {
    throw new Refusal(400, 'The body is not JSON')
  }
  const result = shape.safeParse(json)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new Refusal(400, `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}`)
}

function refuseOversized(data: string): void {
  if (Buffer.byteLength(data) > LIMITS.eventData) {
    throw new Refusal(413, `The data content of this event exceeds the allowed maximum (${LIMITS.eventData} bytes)`)
  }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Refusal(400, 'The path is not well encoded')
  }
}

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () => new Refusal(413, `The body exceeds ${limit} bytes`)
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function write(response: ServerResponse, { status, body }: Answer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}
