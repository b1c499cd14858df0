import { sign } from './signature'

export type WebhookEvent =
  | { name: 'channel_occupied' | 'channel_vacated' | 'cache_miss'; channel: string }
  | { name: 'member_added' | 'member_removed'; channel: string; user_id: string }
  | { name: 'client_event'; channel: string; event: string; data: string; socket_id: string; user_id?: string }

export type WebhookSender = { report(event: WebhookEvent): void; stop(): Promise<void> }

const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000]
const QUEUE_LIMIT = 10_000
const EVENTS_PER_CALL = 100

/**
 * Posts what happens on the channels to the app, in order and signed over the raw body
 * (pusher.com/docs/channels/server_api/webhooks). A call that fails is repeated, then given up with a log line:
 * webhooks are hints, nothing may depend on each of them.
 */
export function startWebhooks(
  app: { key: string; secret: string; url: string },
  log: (line: string) => void,
): WebhookSender {
  const queue: WebhookEvent[] = []
  const stopping = new AbortController()
  let running: Promise<void> | null = null

  async function deliver(body: string): Promise<boolean> {
    for (const delay of [...RETRY_DELAYS_MS, null]) {
      if (await post(app, body, stopping.signal)) return true
      if (delay === null || stopping.signal.aborted) return false
      await pause(delay, stopping.signal)
    }
    return false
  }

  async function drain(): Promise<void> {
    while (queue.length > 0 && !stopping.signal.aborted) {
      const events = queue.splice(0, EVENTS_PER_CALL)
      const delivered = await deliver(JSON.stringify({ time_ms: Date.now(), events }))
      if (!delivered && !stopping.signal.aborted) log(`realtime: gave up a webhook with ${events.length} events`)
    }
    running = null
  }

  return {
    report(event) {
      if (stopping.signal.aborted || queue.length >= QUEUE_LIMIT) return
      queue.push(event)
      // the next turn of the loop, so one fan-out becomes one call
      running ??= new Promise<void>((resolve) => setImmediate(resolve)).then(drain)
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function post(app: { key: string; secret: string; url: string }, body: string, signal: AbortSignal) {
  try {
    const response = await fetch(app.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-pusher-key': app.key,
        'x-pusher-signature': sign(app.secret, body),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
