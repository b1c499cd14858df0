import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { z } from 'zod'
import { startJobs } from './jobs/server'
import { startMailbox } from './mailbox/server'
import { startRealtime } from './realtime/server'

const PARTS = ['jobs', 'realtime', 'mailbox'] as const
type PartName = (typeof PARTS)[number]

type Part = {
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>
  upgrade?(req: IncomingMessage, socket: Duplex, head: Buffer): boolean
  stop(): Promise<void>
}

const text = z.string().min(1)
const environment = z.object({
  LOCAL_PORT: z.coerce.number().int().min(1).max(65_535),
  LOCAL_DATABASE_URL: text,
  LOCAL_SERVICES: text.transform((list) => list.split(',')).pipe(z.array(z.enum(PARTS))),
  INNGEST_EVENT_KEY: text,
  INNGEST_SIGNING_KEY: text,
  PUSHER_APP_ID: text,
  PUSHER_KEY: text,
  PUSHER_SECRET: text,
  RESEND_API_KEY: text,
  RESEND_WEBHOOK_SECRET: text.optional(),
  LOBBY_URL: z.url(),
  /** Where this machine reaches the app, when the public LOBBY_URL leads around it. */
  LOBBY_WEB_URL: z.url().optional(),
})
type Settings = z.infer<typeof environment>

const log = (line: string) => console.log(`${new Date().toISOString()} ${line}`)

function start(name: PartName, settings: Settings): Promise<Part> {
  const app = settings.LOBBY_WEB_URL ?? settings.LOBBY_URL
  const databaseUrl = settings.LOCAL_DATABASE_URL
  if (name === 'jobs') {
    const keys = { eventKey: settings.INNGEST_EVENT_KEY, signingKey: settings.INNGEST_SIGNING_KEY }
    // Inngest waits 15 s and more before it tries again; a test that breaks things on purpose has no time for that.
    const retryMs = Number(process.env.LOCAL_RETRY_MS)
    const backoff = retryMs > 0 ? () => retryMs : undefined
    return startJobs({ databaseUrl, ...keys, sdkUrl: `${app}/api/inngest`, log, backoff })
  }
  if (name === 'realtime') {
    return startRealtime({
      appId: settings.PUSHER_APP_ID,
      key: settings.PUSHER_KEY,
      secret: settings.PUSHER_SECRET,
      log,
    })
  }
  const webhookUrl = `${app}/api/webhooks/resend`
  return startMailbox({
    databaseUrl,
    apiKey: settings.RESEND_API_KEY,
    webhookUrl,
    webhookSecret: settings.RESEND_WEBHOOK_SECRET,
  })
}

/** The one process beside the app: whichever of Inngest, Pusher and Resend is not hosted answers here, on loopback. */
async function main(): Promise<void> {
  const parsed = environment.safeParse(process.env)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) console.error(`${issue.path.join('.')}: ${issue.message}`)
    process.exit(78)
  }
  const settings = parsed.data
  const parts = new Map<PartName, Part>()
  for (const name of settings.LOCAL_SERVICES) parts.set(name, await start(name, settings))

  const server = createServer(async (req, res) => {
    try {
      if (req.url === '/health') {
        res.writeHead(200, { 'content-type': 'application/json' })
        return res.end(JSON.stringify({ status: 'ok', services: [...parts.keys()] }))
      }
      for (const part of parts.values()) if (await part.handle(req, res)) return
      res.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not found"}')
    } catch (error) {
      log(`${req.method} ${req.url} failed: ${error instanceof Error ? error.stack : error}`)
      if (res.headersSent) res.destroy()
      else res.writeHead(500, { 'content-type': 'application/json' }).end('{"message":"Internal error"}')
    }
  })
  server.on('upgrade', (req, socket, head) => {
    socket.on('error', () => socket.destroy())
    for (const part of parts.values()) if (part.upgrade?.(req, socket, head)) return
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
  })

  let stopping = false
  async function stop() {
    if (stopping) return
    stopping = true
    server.close()
    await Promise.allSettled([...parts.values()].map((part) => part.stop()))
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  server.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  server.listen(settings.LOCAL_PORT, '127.0.0.1', () => {
    log(`${settings.LOCAL_SERVICES.join(', ')} on http://127.0.0.1:${settings.LOCAL_PORT}`)
  })
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
