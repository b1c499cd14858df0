import { randomInt } from 'node:crypto'
import type { WebSocket } from 'ws'
import { CLOSE, LIMITS } from './limits'

/** One browser's socket: what it is called, who signed in on it, and how to speak to it. */
export class Connection {
  /** two numbers joined by a dot, unique among living sockets with overwhelming probability */
  readonly socketId = `${randomInt(1, 2 ** 32)}.${randomInt(1, 2 ** 32)}`
  readonly channels = new Set<string>()
  userId: string | null = null
  private allowance: number = LIMITS.clientEventsPerSecond
  private refilledAt = Date.now()

  constructor(private readonly socket: WebSocket) {}

  /** Sends one frame; `data` travels as a JSON string, as the protocol wants it for everything the server relays. */
  send(event: string, channel?: string, data: unknown = {}, extra?: Record<string, unknown>): void {
    this.sendFrame(encodeFrame(event, channel, data, extra))
  }

  /** Sends a frame that is already encoded, so a fan-out encodes it once for everybody. */
  sendFrame(frame: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    if (this.socket.bufferedAmount > LIMITS.unreadBytes) {
      this.close(CLOSE.overCapacity, 'Reading too slowly')
      return
    }
    this.socket.send(frame)
  }

  /** Tells the client what went wrong without ending the connection. */
  error(code: number | null, message: string): void {
    this.sendFrame(JSON.stringify({ event: 'pusher:error', data: { code, message } }))
  }

  /** Refuses one subscription; the data of this frame is an object, not a string, as the service sends it. */
  subscriptionError(channel: string, type: string, error: string, status: number): void {
    this.sendFrame(JSON.stringify({ event: 'pusher:subscription_error', channel, data: { type, error, status } }))
  }

  close(code: number, reason: string): void {
    if (code >= 4000) this.error(code, reason)
    this.socket.close(code, reason)
    // a peer that never answers the closing handshake must not keep its subscriptions
    setTimeout(() => this.socket.terminate(), 2_000).unref()
  }

  terminate(): void {
    this.socket.terminate()
  }

  /** Takes one client event from this second's allowance; false when it is used up. */
  allowsClientEvent(): boolean {
    const now = Date.now()
    const refill = ((now - this.refilledAt) / 1000) * LIMITS.clientEventsPerSecond
    this.allowance = Math.min(LIMITS.clientEventsPerSecond, this.allowance + refill)
    this.refilledAt = now
    if (this.allowance < 1) return false
    this.allowance -= 1
    return true
  }
}

/** Encodes a frame from the server; data that is not yet text becomes a JSON string. */
export function encodeFrame(
  event: string,
  channel: string | undefined,
  data: unknown,
  extra?: Record<string, unknown>,
) {
  return JSON.stringify({ event, channel, data: typeof data === 'string' ? data : JSON.stringify(data), ...extra })
}
