import { z } from 'zod'
import { channelKind, userChannel } from './channel-name'
import type { ChannelBook, PresenceMember } from './channels'
import type { Connection } from './connection'
import { CLOSE, LIMITS } from './limits'
import { authorizes } from './signature'

type App = { key: string; secret: string }

const frameShape = z.object({
  event: z.string().max(LIMITS.eventName),
  channel: z.string().optional(),
  data: z.unknown(),
})
const subscribeShape = z.object({
  channel: z.string(),
  auth: z.string().optional(),
  channel_data: z.string().optional(),
})
const signinShape = z.object({ auth: z.string(), user_data: z.string() })
const identity = z.union([z.string().min(1), z.number()]).transform(String)
const memberShape = z.object({
  user_id: identity.pipe(z.string().max(LIMITS.presenceUserId)),
  user_info: z.unknown().optional(),
})
const userShape = z.object({ id: identity.pipe(z.string().max(LIMITS.presenceUserId)) })

/** What a connected client may say, and what the server answers (protocol 7). */
export class Conversation {
  constructor(
    private readonly app: App,
    private readonly book: ChannelBook,
  ) {}

  /** Handles one text frame; nothing a client sends can throw out of here. */
  hear(connection: Connection, text: string): void {
    const frame = frameShape.safeParse(readJson(text))
    if (frame.success) this.answer(connection, frame.data)
    else connection.error(null, 'The message is not a JSON object with an event name')
  }

  private answer(connection: Connection, { event, channel, data }: z.infer<typeof frameShape>) {
    const content = typeof data === 'string' ? (readJson(data) ?? data) : data
    if (event === 'pusher:ping') return connection.sendFrame('{"event":"pusher:pong","data":"{}"}')
    if (event === 'pusher:pong') return
    if (event === 'pusher:subscribe') return this.subscribe(connection, content)
    if (event === 'pusher:unsubscribe') return this.unsubscribe(connection, content)
    if (event === 'pusher:signin') return this.signIn(connection, content)
    if (event.startsWith('client-')) return this.relay(connection, event, channel, data)
    connection.error(null, `Unknown event ${JSON.stringify(event)}`)
  }

  private subscribe(connection: Connection, data: unknown) {
    const request = subscribeShape.safeParse(data)
    if (!request.success) return connection.error(null, 'A subscription needs the name of a channel')
    const { channel, auth = '', channel_data: channelData } = request.data
    const refuse = (type: string, reason: string, status: number) =>
      connection.subscriptionError(channel.slice(0, 200), type, reason, status)
    const kind = channelKind(channel)
    if (!kind) return refuse('InvalidChannel', 'The channel name is too long or has forbidden characters', 400)
    if (connection.channels.has(channel)) {
      return connection.error(null, `Existing subscription to channel ${channel}`)
    }
    if (kind.access === 'user') {
      if (!connection.userId || channel !== userChannel(connection.userId)) {
        return refuse('AuthError', 'The connection is not signed in as this user', 401)
      }
      return this.book.join(channel, connection, null)
    }
    if (kind.access === 'public') return this.book.join(channel, connection, null)
    const signed = [connection.socketId, channel, ...(channelData === undefined ? [] : [channelData])].join(':')
    if (!authorizes(this.app, auth, signed)) {
      return refuse('AuthError', `The connection is unauthorized: invalid signature for ${channel}`, 401)
    }
    if (kind.access === 'private') return this.book.join(channel, connection, null)
    const member = readMember(channelData)
    if (!member) return refuse('AuthError', 'channel_data needs a user_id, and user_info of at most 1 kB', 401)
    const members = this.book.members(channel)
    if (members.size >= LIMITS.presenceMembers && !members.has(member.userId)) {
      return refuse('LimitReached', `A presence channel has at most ${LIMITS.presenceMembers} members`, CLOSE.overQuota)
    }
    this.book.join(channel, connection, member)
  }

  private unsubscribe(connection: Connection, data: unknown): void {
    const request = subscribeShape.safeParse(data)
    if (request.success) this.book.leave(request.data.channel, connection)
  }

  private signIn(connection: Connection, data: unknown) {
    const request = signinShape.safeParse(data)
    const user = request.success ? userShape.safeParse(readJson(request.data.user_data)) : null
    const genuine =
      request.success &&
      authorizes(this.app, request.data.auth, `${connection.socketId}::user::${request.data.user_data}`)
    if (!request.success || !user?.success || !genuine) {
      return connection.close(CLOSE.unauthorized, 'The sign-in is not authorized')
    }
    if (connection.userId && connection.userId !== user.data.id) {
      return connection.close(CLOSE.unauthorized, 'The connection is signed in as somebody else')
    }
    connection.userId = user.data.id
    connection.send('pusher:signin_success', undefined, { user_data: request.data.user_data })
  }

  private relay(connection: Connection, event: string, channel: string | undefined, data: unknown) {
    const refuse = (reason: string) => connection.error(CLOSE.clientEventRefused, `Client event rejected: ${reason}`)
    if (!channel || !channelKind(channel)?.clientEvents) {
      return refuse('only private and presence channels, not encrypted ones, carry client events')
    }
    if (!connection.channels.has(channel)) return refuse(`the connection is not subscribed to ${channel}`)
    if (Buffer.byteLength(typeof data === 'string' ? data : (JSON.stringify(data) ?? '')) > LIMITS.eventData) {
      return refuse(`the data exceeds ${LIMITS.eventData} bytes`)
    }
    if (!connection.allowsClientEvent()) {
      return refuse(`more than ${LIMITS.clientEventsPerSecond} client events per second`)
    }
    this.book.relay(channel, event, data, connection)
  }
}

function readMember(channelData: string | undefined): PresenceMember | null {
  const member = memberShape.safeParse(readJson(channelData ?? ''))
  if (!member.success) return null
  const info = member.data.user_info
  if (Buffer.byteLength(JSON.stringify(info) ?? '') > LIMITS.presenceUserInfo) return null
  return { userId: member.data.user_id, info }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
