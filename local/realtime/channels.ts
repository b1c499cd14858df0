import { channelKind } from './channel-name'
import { type Connection, encodeFrame } from './connection'
import { LIMITS } from './limits'
import type { WebhookEvent } from './webhooks'

export type PresenceMember = { userId: string; info: unknown }
type Cached = { frame: string; data: string; until: number }
type Channel = { connections: Map<Connection, PresenceMember | null> }

export type ChannelAnswer = {
  occupied: boolean
  subscription_count?: number
  user_count?: number
  cache?: { data: string; ttl: number }
}

/** Who listens to which channel. Kept in memory: sockets end with the process, and their subscriptions with them. */
export class ChannelBook {
  private readonly channels = new Map<string, Channel>()
  private readonly cached = new Map<string, Cached>()

  constructor(private readonly report: (event: WebhookEvent) => void) {}

  /** Adds a connection to a channel and sends it the confirmation, then the cached event if the channel keeps one. */
  join(name: string, connection: Connection, member: PresenceMember | null): void {
    const channel = this.channels.get(name) ?? { connections: new Map() }
    const newcomer = member !== null && !this.members(name).has(member.userId)
    if (channel.connections.size === 0) {
      this.channels.set(name, channel)
      this.report({ name: 'channel_occupied', channel: name })
    }
    channel.connections.set(connection, member)
    connection.channels.add(name)
    connection.send('pusher_internal:subscription_succeeded', name, member ? { presence: this.roll(name) } : {})
    if (member && newcomer) {
      const joined = { user_id: member.userId, user_info: member.info }
      this.fanOut(name, encodeFrame('pusher_internal:member_added', name, joined), connection)
      this.report({ name: 'member_added', channel: name, user_id: member.userId })
    }
    if (channelKind(name)?.cache) this.sendCached(name, connection)
  }

  /** Takes a connection off a channel; a presence member has left when their last connection has. */
  leave(name: string, connection: Connection): void {
    const channel = this.channels.get(name)
    const member = channel?.connections.get(connection)
    if (!channel || member === undefined) return
    channel.connections.delete(connection)
    connection.channels.delete(name)
    if (member && !this.members(name).has(member.userId)) {
      this.fanOut(name, encodeFrame('pusher_internal:member_removed', name, { user_id: member.userId }))
      this.report({ name: 'member_removed', channel: name, user_id: member.userId })
    }
    if (channel.connections.size === 0) {
      this.channels.delete(name)
      this.report({ name: 'channel_vacated', channel: name })
    }
  }

  /** Sends an event to everybody on a channel but `exceptSocketId`; cache channels remember it for the next arrival. */
  publish(name: string, event: string, data: string, exceptSocketId?: string): void {
    const frame = encodeFrame(event, name, data)
    if (channelKind(name)?.cache) {
      this.cached.delete(name)
      this.cached.set(name, { frame, data, until: Date.now() + LIMITS.cacheSeconds * 1000 })
      this.dropStaleCache()
    }
    const channel = this.channels.get(name)
    for (const connection of channel?.connections.keys() ?? []) {
      if (connection.socketId !== exceptSocketId) connection.sendFrame(frame)
    }
  }

  /** Passes an event of one connection on to the others, signed with the sender's id on presence channels. */
  relay(name: string, event: string, data: unknown, sender: Connection): void {
    const member = this.channels.get(name)?.connections.get(sender)
    const userId = member ? { user_id: member.userId } : undefined
    this.fanOut(name, encodeFrame(event, name, data, userId), sender)
    const text = typeof data === 'string' ? data : JSON.stringify(data)
    this.report({ name: 'client_event', channel: name, event, data: text, socket_id: sender.socketId, ...userId })
  }

  /** Distinct members of a presence channel by user id. */
  members(name: string): Map<string, unknown> {
    const members = new Map<string, unknown>()
    for (const member of this.channels.get(name)?.connections.values() ?? []) {
      if (member && !members.has(member.userId)) members.set(member.userId, member.info)
    }
    return members
  }

  /** Names of the channels that somebody listens to. */
  occupied(prefix = ''): string[] {
    return [...this.channels.keys()].filter((name) => name.startsWith(prefix) && !name.startsWith('#'))
  }

  /** What REST tells about one channel; `info` chooses the optional parts. */
  describe(name: string, info: ReadonlySet<string>): ChannelAnswer {
    const answer: ChannelAnswer = { occupied: this.channels.has(name) }
    if (info.has('subscription_count')) answer.subscription_count = this.channels.get(name)?.connections.size ?? 0
    if (info.has('user_count')) answer.user_count = this.members(name).size
    const kept = this.kept(name)
    if (info.has('cache') && kept) {
      answer.cache = { data: kept.data, ttl: Math.ceil((kept.until - Date.now()) / 1000) }
    }
    return answer
  }

  private roll(name: string) {
    const members = this.members(name)
    return { count: members.size, ids: [...members.keys()], hash: Object.fromEntries(members) }
  }

  private fanOut(name: string, frame: string, except?: Connection): void {
    for (const connection of this.channels.get(name)?.connections.keys() ?? []) {
      if (connection !== except) connection.sendFrame(frame)
    }
  }

  private sendCached(name: string, connection: Connection) {
    const kept = this.kept(name)
    if (kept) return connection.sendFrame(kept.frame)
    connection.send('pusher:cache_miss', name)
    this.report({ name: 'cache_miss', channel: name })
  }

  private kept(name: string): Cached | undefined {
    const kept = this.cached.get(name)
    return kept && kept.until > Date.now() ? kept : undefined
  }

  /** Forgets from the oldest on; re-inserting keeps the map in order of expiry. */
  private dropStaleCache(): void {
    for (const [name, { until }] of this.cached) {
      if (until > Date.now() && this.cached.size <= 10_000) return
      this.cached.delete(name)
    }
  }
}
