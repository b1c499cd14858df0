import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sql } from 'postgres'
import { cancelRun, findRun, forget, health, listEvents, listFunctions, listRuns, rerun } from './admin'
import type { Catalogue } from './catalogue'
import { acceptEvents, BadEvents, NotReady, readEvents } from './ingest'
import { isBearer, sameKey } from './signing'

const maxBodyBytes = 10 * 1024 * 1024

export interface HttpOptions {
  sql: Sql
  catalogue: Catalogue
  eventKey: string
  signingKey: string
  /** Told when there may be work: a run was started, cancelled or repeated. */
  onWork: () => void
  log: (line: string) => void
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

interface Reply {
  status: number
  body: unknown
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) throw new Refusal(413, 'The body is larger than 10 MB')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
  } catch {
    throw new Refusal(400, 'The body is not JSON')
  }
}

async function sendEvents(request: IncomingMessage, key: string, options: HttpOptions): Promise<Reply> {
  if (!sameKey(key, options.eventKey)) throw new Refusal(401, 'Event key not found')
  const seed = request.headers['x-inngest-event-id-seed']
  const events = readEvents(await readJson(request), typeof seed === 'string' ? seed : undefined, Date.now())
  const ids = events.length ? await acceptEvents(options.sql, options.catalogue, events) : []
  options.onWork()
  return { status: 200, body: { ids, status: 200 } }
}

const present = (value: unknown, what: string): Reply => {
  if (value === null) throw new Refusal(404, `There is no such ${what}`)
  return { status: 200, body: { data: value } }
}

async function answer(method: string, path: string[], query: URLSearchParams, options: HttpOptions): Promise<Reply> {
  const { sql, catalogue } = options
  const [resource = '', id, action] = path
  const limit = Math.max(1, Math.min(100, Math.trunc(Number(query.get('limit') ?? 40)) || 40))
  const cursor = query.get('cursor')
  const call = `${method} ${resource}${id === undefined ? '' : '/:id'}${action === undefined ? '' : `/${action}`}`
  switch (call) {
    case 'GET health':
      return { status: 200, body: { data: await health(sql, catalogue) } }
    case 'GET functions':
      return { status: 200, body: { data: await listFunctions(sql) } }
    case 'GET events':
      return { status: 200, body: await listEvents(sql, { name: query.get('name'), cursor, limit }) }
    case 'DELETE events': {
      const organization = query.get('organization')
      if (!organization) throw new Refusal(400, 'Say which organization')
      return { status: 200, body: { data: { deleted: await forget(sql, organization) } } }
    }
    case 'GET events/:id/runs':
    case 'GET runs': {
      const filter = {
        status: query.get('status'),
        functionId: query.get('function'),
        eventId: id ?? null,
        cursor,
        limit,
      }
      return { status: 200, body: await listRuns(sql, filter) }
    }
    case 'GET runs/:id':
      return present(await findRun(sql, id ?? ''), 'run')
    case 'DELETE runs/:id': {
      if (!(await cancelRun(sql, id ?? ''))) throw new Refusal(404, 'There is no such run that has not ended')
      options.onWork()
      return { status: 202, body: { data: { run_id: id } } }
    }
    case 'POST runs/:id/retry': {
      const runId = await rerun(sql, id ?? '')
      options.onWork()
      return present(runId === null ? null : { run_id: runId }, 'run of a function that still exists')
    }
    default:
      throw new Refusal(404, 'Not found')
  }
}

async function replyTo(
  request: IncomingMessage,
  pathname: string,
  query: URLSearchParams,
  options: HttpOptions,
): Promise<Reply> {
  const path = pathname.split('/').filter(Boolean).map(decodeURIComponent)
  const method = request.method ?? 'GET'
  if (path[0] === 'e') {
    if (method !== 'POST') throw new Refusal(405, 'Events are sent by POST')
    return sendEvents(request, path[1] ?? '', options)
  }
  if (!isBearer(options.signingKey, request.headers.authorization)) throw new Refusal(401, 'Unauthorized')
  if (path[0] === 'fn') {
    // The SDK was asked from outside to register; we fetch the list ourselves rather than take it from the caller.
    request.resume()
    const ok = await options.catalogue.sync()
    return ok
      ? { status: 200, body: { ok: true, modified: true } }
      : { status: 503, body: { ok: false, error: options.catalogue.failure } }
  }
  return answer(method, path.slice(1), query, options)
}

function refusalOf(error: unknown, log: (line: string) => void): Reply {
  const status =
    error instanceof Refusal
      ? error.status
      : error instanceof BadEvents || error instanceof URIError
        ? 400
        : error instanceof NotReady
          ? 503
          : 0
  if (status) return { status, body: { error: (error as Error).message, status } }
  log(`jobs: a request failed: ${String(error)}`)
  return { status: 503, body: { error: 'The executor cannot reach its database', status: 503 } }
}

/**
 * Answers Inngest's paths: `/e/:key` (event key in the path), `/fn/register` and `/v1/…` (bearer with the hashed signing
 * key). Anything unsigned or wrongly signed gets 401. Resolves to false, untouched, for other paths.
 */
export async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
): Promise<boolean> {
  const [pathname = '/', search] = (request.url ?? '/').split('?', 2)
  if (!/^\/(e\/[^/]*|fn\/register|v1\/(events|runs|functions|health)(\/.*)?)$/.test(pathname)) return false
  const query = new URLSearchParams(search)
  const reply = await replyTo(request, pathname, query, options).catch((error: unknown) =>
    refusalOf(error, options.log),
  )
  const body = JSON.stringify(reply.body)
  if (!request.complete) response.setHeader('connection', 'close')
  response.writeHead(reply.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
  return true
}
