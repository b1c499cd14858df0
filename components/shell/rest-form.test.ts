import { afterEach, expect, test, vi } from 'vitest'
import { problemOf, restForm } from './rest-form'

afterEach(() => vi.unstubAllGlobals())

const answering = (status: number, body: string) =>
  vi.stubGlobal('fetch', async () => new Response(body, { status, headers: { 'content-type': 'application/json' } }))

test('a success is the data', async () => {
  answering(201, '{"id":"7"}')
  expect(await restForm('POST', 'acme/projects/SHOP/payments', {})).toEqual({ ok: true, data: { id: '7' } })
})

test('a problem keeps its code, its message and its fields', async () => {
  const errors = [{ path: 'amount', code: 'invalid', message: 'Enter an amount above zero.' }]
  answering(400, JSON.stringify({ status: 400, code: 'INVALID', detail: 'Please check.', errors, requestId: 'r' }))
  expect(await restForm('POST', 'acme/x', {})).toEqual({
    ok: false,
    error: { code: 'INVALID', message: 'Please check.', errors },
  })
})

test('a page instead of a problem becomes a sentence', async () => {
  answering(502, '<html>Bad gateway</html>')
  const result = await restForm('POST', 'acme/x', {})
  expect(result.ok === false && result.error.code).toBe('HTTP_502')
  expect(result.ok === false && result.error.message).toMatch(/What you typed is still here/)
})

test('a lost connection throws, as it does from an action', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch')
  })
  await expect(restForm('POST', 'acme/x', {})).rejects.toBeInstanceOf(TypeError)
})

test('an answer without a body still says something', () => {
  expect(problemOf(500, null).message).not.toBe('')
})
