import type { RealtimeConfig } from '@/lib/notifications/schema'
import { type Authorization, askAuthorization } from './authorization'

/** One message: what happened to which record, and the channel's count. */
export type Message = { type: string; id: string; seq: number }
export type Person = { id: string; name: string }
export type Listener = {
  message?(message: Message): void
  /**
   * The subscription stands. `heard`: how many messages the channel has carried so far, null where it does not count;
   * `asked`: how many when it was asked for
   */
  subscribed?(heard: number | null, asked?: number | null): void
  people?(people: Person[]): void
}

type Channel = {
  listeners: Set<Listener>
  asked: boolean
  /** what is said on it arrives */
  entered: boolean
  /** and it is known how much was said before */
  stands: boolean
  heard: number | null
  me: string | null
  people: Map<string, Person>
}
type Frame = { event: string; channel?: string; data?: unknown }

const gatherMs = 5
const pongMs = 15_000
const longestWaitMs = 10_000
/** Close codes that ask to come back at once (4200–4299), per the Pusher protocol. */
const atOnce = (code: number) => code >= 4200 && code < 4300

/**
 * A client of the Pusher Channels protocol (version 7), as much of it as the screens use: private and presence channels
 * and the sign-in. It comes back by itself, and asks for all its channels in one request, and once more when they stand.
 */
export class LiveSocket {
  private socket: WebSocket | null = null
  private id: string | null = null
  private readonly channels = new Map<string, Channel>()
  private closed = false
  private failures = 0
  private silence = 120_000
  private readonly timers = new Map<'connect' | 'gather' | 'count' | 'ping', ReturnType<typeof setTimeout>>()

  constructor(
    private readonly config: RealtimeConfig,
    private readonly onState: (connected: boolean) => void,
    private readonly ask: typeof askAuthorization = askAuthorization,
  ) {
    // A moment later, so that a page that is left at once never opens a line.
    this.later('connect', 0, () => this.connect())
    globalThis.addEventListener?.('online', this.hurry)
  }

  /** Hears a channel; the first listener opens it and the last one to leave closes it. @returns leaves */
  subscribe(name: string, listener: Listener): () => void {
    let channel = this.channels.get(name)
    if (!channel) {
      const nothing = { asked: false, entered: false, stands: false, heard: null, me: null }
      channel = { listeners: new Set(), people: new Map(), ...nothing }
      this.channels.set(name, channel)
    }
    const joined = channel
    joined.listeners.add(listener)
    if (joined.stands) listener.subscribed?.(joined.heard)
    if (joined.entered) listener.people?.(others(joined))
    else this.gather()
    return () => {
      joined.listeners.delete(listener)
      if (joined.listeners.size > 0 || this.channels.get(name) !== joined) return
      this.channels.delete(name)
      if (joined.asked) this.send('pusher:unsubscribe', { channel: name })
    }
  }

  close(): void {
    this.closed = true
    globalThis.removeEventListener?.('online', this.hurry)
    for (const timer of this.timers.values()) clearTimeout(timer)
    this.socket?.close()
  }

  private readonly hurry = () => {
    if (!this.socket) this.connect()
  }

  private later(name: 'connect' | 'gather' | 'count' | 'ping', milliseconds: number, run: () => void) {
    clearTimeout(this.timers.get(name))
    this.timers.set(name, setTimeout(run, milliseconds))
  }

  private connect() {
    clearTimeout(this.timers.get('connect'))
    const { key, cluster, host, port, tls } = this.config
    const secure = tls || !host
    // A stand-in listens on loopback; the page may have been opened under its other name.
    const own = host === '127.0.0.1' || host === 'localhost' ? (globalThis.location?.hostname ?? host) : host
    const address = `${own ?? `ws-${cluster}.pusher.com`}:${port ?? (secure ? 443 : 80)}`
    const socket = new WebSocket(`${secure ? 'wss' : 'ws'}://${address}/app/${key}?protocol=7&client=lobby&version=1`)
    this.socket = socket
    socket.onmessage = ({ data }) => this.socket === socket && this.hear(JSON.parse(String(data)) as Frame)
    socket.onclose = ({ code }) => {
      if (this.socket !== socket) return
      this.socket = null
      this.id = null
      clearTimeout(this.timers.get('ping'))
      for (const channel of this.channels.values()) {
        channel.asked = false
        channel.entered = false
        channel.stands = false
        channel.people.clear()
      }
      this.onState(false)
      if (this.closed) return
      this.failures += 1
      const wait = atOnce(code) ? 100 : Math.min(500 * 2 ** this.failures, longestWaitMs)
      this.later('connect', wait * (0.75 + Math.random() / 2), () => this.connect())
    }
  }

  private send(event: string, data: unknown) {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify({ event, data }))
  }

  /** The server closes what is silent for too long, and a dead line does not say that it is dead. */
  private alive() {
    this.later('ping', this.silence, () => {
      this.send('pusher:ping', {})
      this.later('ping', pongMs, () => this.socket?.close())
    })
  }

  private hear({ event, channel: name, data }: Frame) {
    this.alive()
    const content = (typeof data === 'string' ? JSON.parse(data || '{}') : (data ?? {})) as Record<string, unknown>
    if (event === 'pusher:ping') return this.send('pusher:pong', {})
    if (event === 'pusher:connection_established') {
      this.id = String(content.socket_id)
      this.silence = Math.min(Number(content.activity_timeout ?? 120) * 1_000, 120_000)
      this.onState(true)
      return this.gather()
    }
    const channel = name === undefined ? undefined : this.channels.get(name)
    if (!channel) return
    const tell = (what: (listener: Listener) => void) => [...channel.listeners].forEach(what)
    if (event === 'pusher_internal:subscription_succeeded') {
      this.failures = 0
      channel.entered = true
      const present = content.presence as { hash?: Record<string, { name: string }> } | undefined
      for (const [id, info] of Object.entries(present?.hash ?? {})) channel.people.set(id, { id, name: info.name })
      tell((listener) => listener.people?.(others(channel)))
      this.later('count', gatherMs, () => void this.count())
    } else if (event === 'pusher_internal:member_added' || event === 'pusher_internal:member_removed') {
      const id = String(content.user_id)
      if (event.endsWith('removed')) channel.people.delete(id)
      else channel.people.set(id, { id, name: String((content.user_info as { name?: string })?.name ?? '') })
      tell((listener) => listener.people?.(others(channel)))
    } else if (event === 'event') {
      const message = content as Message
      tell((listener) => listener.message?.(message))
      channel.heard = Math.max(channel.heard ?? 0, message.seq)
    }
  }

  /** Asks for every channel that is wanted and not yet asked for, a moment later, in one request. */
  private gather() {
    if (this.id === null) return
    this.later('gather', gatherMs, () => void this.authorize())
  }

  private async authorize() {
    const { id, socket } = this
    const wanted = [...this.channels].filter(([, channel]) => !channel.asked)
    if (id === null || wanted.length === 0) return
    for (const [, channel] of wanted) channel.asked = true
    const answer = await this.ask(
      id,
      wanted.map(([name]) => name),
    ).catch(() => null)
    if (this.socket !== socket) return
    // Without an answer nothing is known: the next connection asks again.
    if (!answer) return socket?.close()
    this.enter(answer)
  }

  /**
   * Counts again what the channels have carried, in one request: what was said after the count that came with the
   * signature, and before the line was open, reached nobody.
   */
  private async count() {
    const { id, socket } = this
    const entered = [...this.channels].filter(([, { entered, stands }]) => entered && !stands)
    if (id === null || entered.length === 0) return
    const answer = await this.ask(
      id,
      entered.map(([name]) => name),
    ).catch(() => null)
    if (this.socket !== socket) return
    for (const [name, channel] of entered) {
      if (channel.stands) continue
      channel.stands = true
      const asked = channel.heard
      channel.heard = Math.max(asked ?? 0, answer?.channels[name]?.heard ?? 0)
      for (const listener of [...channel.listeners]) listener.subscribed?.(channel.heard, asked)
    }
  }

  private enter({ user, channels }: Authorization) {
    if (user) this.send('pusher:signin', user)
    for (const [name, allowed] of Object.entries(channels)) {
      const channel = this.channels.get(name)
      if (!channel || !allowed) continue
      const { heard, ...signed } = allowed
      channel.heard = heard
      channel.me = signed.channel_data ? String((JSON.parse(signed.channel_data) as { user_id: string }).user_id) : null
      this.send('pusher:subscribe', { channel: name, ...signed })
    }
  }
}

const others = (channel: Channel): Person[] => [...channel.people.values()].filter(({ id }) => id !== channel.me)
