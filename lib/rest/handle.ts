import { StandardOpenAPIMatcher } from '@orpc/openapi/standard'
import { call } from '@orpc/server'
import { v7 as uuid } from 'uuid'
import type { RequestInfo } from '@/lib/core/account-command'
import { invalidField, unauthenticated } from '@/lib/core/errors'
import type { Operation, RestContext } from '@/lib/core/operation'
import { limitApi } from '@/lib/core/rate-limit'
import { addressFrom, sameOrigin } from '@/lib/core/request'
import { queryValues } from '@/lib/core/rest-input'
import { Download } from '@/lib/core/rest-shapes'
import { readCsvUpload, readFileUpload, readJson } from './body'
import { callerOf } from './caller'
import { apiDocument } from './document'
import { downloadResponse } from './download'
import { foreignOrigin, noSuchPath, problemResponse, wrongMethod } from './problem'
import { basePath, operationAt, router } from './router'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const readers = { json: readJson, csv: readCsvUpload, file: readFileUpload }
const matcher = new StandardOpenAPIMatcher()
matcher.init(router)

const infoOf = ({ headers }: Request): RequestInfo => {
  const given = headers.get('x-request-id') ?? ''
  return {
    id: /^[\w.-]{8,100}$/.test(given) ? given : uuid(),
    address: addressFrom(headers),
    userAgent: headers.get('user-agent'),
  }
}

/** @throws 400 when the key is empty, too long or not printable */
function idempotencyKeyOf(headers: Headers): string | undefined {
  const key = headers.get('idempotency-key')
  if (key === null) return undefined
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw invalidField('Idempotency-Key', 'Use 1 to 255 printable characters without spaces.')
  return key
}

/** @throws 404 for an unknown path · 405 with Allow for a known one */
async function find(method: string, path: `/${string}`) {
  const match = await matcher.match(method, path)
  if (match) return match
  const others = await Promise.all(methods.map(async (other) => ((await matcher.match(other, path)) ? other : null)))
  const allowed = others.filter((other) => other !== null)
  throw allowed.length > 0 ? new WrongMethod(allowed) : noSuchPath()
}

class WrongMethod extends Error {
  constructor(readonly allowed: string[]) {
    super('Method not allowed')
  }
}

function contextFor(request: Request, info: RequestInfo, entry: Operation, caller: RestContext['caller']): RestContext {
  return {
    request: info,
    caller,
    idempotencyKey: entry.kind === 'command' ? idempotencyKeyOf(request.headers) : undefined,
    body: () => readers[entry.body](request, entry.maxBytes),
    reply: new Headers(),
  }
}

async function serve(request: Request, info: RequestInfo): Promise<Response> {
  const url = new URL(request.url)
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const path = `/${url.pathname.slice(basePath.length).replace(/^\/+|\/+$/g, '')}` as const

  const caller = await callerOf(request.headers)
  await limitApi(caller ? `session:${caller.sessionId}` : `address:${info.address ?? 'unknown'}`)
  if (path === '/openapi.json' && method === 'GET')
    return new Response(await apiDocument(), { headers: { 'content-type': 'application/json' } })

  const match = await find(method, path)
  const entry = operationAt(match.path)
  if (entry.permission !== 'public' && !caller) throw unauthenticated()
  if (caller?.kind === 'session' && method !== 'GET' && !sameOrigin(request.headers)) throw foreignOrigin()

  const context = contextFor(request, info, entry, caller)
  const input = { params: match.params ?? {}, query: queryValues(url.searchParams) }
  const output: unknown = await call(match.procedure, input, { context, path: [...match.path] })
  if (output instanceof Download) return downloadResponse(output)
  return output === undefined
    ? new Response(null, { status: 204, headers: context.reply })
    : json(output, entry.successStatus, context.reply)
}

function json(output: unknown, status: number, headers: Headers): Response {
  headers.set('content-type', 'application/json')
  return new Response(JSON.stringify(output), { status, headers })
}

/**
 * The whole REST API: a request below `/api/v1` to its response. It never throws; every answer carries `x-request-id`,
 * every error is `application/problem+json`.
 */
export async function handle(request: Request): Promise<Response> {
  const info = infoOf(request)
  const response = await serve(request, info).catch((error: unknown) => {
    if (!(error instanceof WrongMethod)) return problemResponse(error, info.id)
    const refused = problemResponse(wrongMethod(error.allowed), info.id)
    refused.headers.set('allow', error.allowed.join(', '))
    return refused
  })
  response.headers.set('x-request-id', info.id)
  response.headers.set('cache-control', 'no-store')
  response.headers.set('x-content-type-options', 'nosniff')
  return request.method === 'HEAD' ? new Response(null, response) : response
}
