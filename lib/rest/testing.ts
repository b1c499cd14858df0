import { expect } from 'vitest'
import { z } from 'zod'
import { problemShape } from '@/lib/core/rest-shapes'
import { handle } from './handle'
import { basePath, operations } from './router'

/** A request by a program and what came back; success and failure are held against the API's own document. */

// biome-ignore lint/suspicious/noExplicitAny: an answer is asked for whatever the test expects in it
export type Answer = { status: number; body: any; headers: Headers }
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type SendOptions = { headers?: Record<string, string>; raw?: BodyInit }
export type Client = (method: Method, path: string, body?: unknown, options?: SendOptions) => Promise<Answer>

/** The operations that answer with a part of a list. */
export const lists = operations.filter(
  ({ method, output }) => method === 'GET' && output instanceof z.ZodObject && 'items' in output.shape,
)

let callers = 0

/** A program that calls the API with a token, from an address of its own. */
export function client(token?: string): Client {
  callers++
  const address = `10.${callers >> 16}.${(callers >> 8) & 255}.${callers & 255}`
  return async (method, path, body, { headers = {}, raw } = {}) => {
    const request = new Request(`http://localhost:3000${basePath}${path}`, {
      method,
      headers: {
        'x-forwarded-for': address,
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    })
    const response = await handle(request)
    const answer = await read(response)
    if (path !== '/openapi.json') conforms(method, path, answer)
    return answer
  }
}

async function read(response: Response): Promise<Answer> {
  const { status, headers } = response
  const isJson = /json/.test(headers.get('content-type') ?? '')
  const bytes = new Uint8Array(await response.arrayBuffer())
  const body = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : bytes.byteLength > 0 ? bytes : undefined
  return { status, body, headers }
}

const patternOf = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)
const known = operations.map((entry) => ({ ...entry, pattern: patternOf(entry.path) }))

/** The operation that a request reaches, by its documented path. */
export const operationFor = (method: string, path: string) =>
  known.find((entry) => entry.method === method && entry.pattern.test(path.split('?')[0] ?? ''))

/** Every error has the one shape, every success the documented one with nothing besides. */
function conforms(method: string, path: string, { status, body, headers }: Answer): void {
  expect(headers.get('x-request-id')).toBeTruthy()
  if (status >= 400) {
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(z.strictObject(problemShape.shape).parse(body)).toMatchObject({ status, type: 'about:blank' })
    expect(body.requestId).toBe(headers.get('x-request-id'))
    expect(JSON.stringify(body)).not.toMatch(/\bat \S+ \(|select |postgres|node_modules/i)
    return
  }
  const entry = operationFor(method, path)
  if (!entry || !/json/.test(headers.get('content-type') ?? '')) return
  expect(status).toBe(entry.successStatus)
  expect(entry.output.parse(body), `${method} ${path} answers what is documented`).toEqual(body)
}

/** All items of a list, read part by part; fails when one comes twice. */
export async function readAll(call: Client, path: string, limit: number): Promise<{ id?: string }[]> {
  const items: { id?: string }[] = []
  for (let cursor: string | null = null, parts = 0; ; parts++) {
    const more: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
    const { status, body } = await call('GET', `${path}${path.includes('?') ? '&' : '?'}limit=${limit}${more}`)
    expect(status, path).toBe(200)
    expect(body.items.length).toBeLessThanOrEqual(limit)
    items.push(...body.items)
    cursor = body.nextCursor
    if (!cursor) break
    expect(parts, `${path} comes to an end`).toBeLessThan(1_000)
  }
  const texts = items.map((item) => JSON.stringify(item))
  expect(new Set(texts).size, `${path} repeats nothing`).toBe(texts.length)
  return items
}
