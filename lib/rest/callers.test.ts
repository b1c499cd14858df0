import { encode } from 'next-auth/jwt'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '@/db/client'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { signIn } from '@/lib/accounts/commands/sign-in'
import { closePool } from '@/lib/core/transaction'
import { client, type Method, type SendOptions } from './testing'
import { buildWorld, type RoleKey, type World, worldPassword } from './world'

let database: TestDatabase
let world: World
beforeAll(async () => {
  database = await testDatabase()
  world = await buildWorld()
})
afterAll(async () => {
  await closePool()
  await database.drop()
})

const ask = (role: RoleKey, method: Method, path: string, body?: unknown, options?: SendOptions) =>
  client(world.people[role].token)(method, `/organizations/${world.slug}${path}`, body, options)
const json = { 'content-type': 'application/json' }
const pool = globalThis as { lobbyPool?: Sql }

describe('a caller', () => {
  test('without a token, or with one that is forged, expired or of another kind, answers 401', async () => {
    const path = `/organizations/${world.slug}`
    const forged = `${world.people.owner.token.slice(0, -4)}AAAA`
    for (const authorization of [undefined, 'Bearer', 'Bearer x', `Basic ${forged}`, `Bearer ${forged}`]) {
      const answer = await client()('GET', path, undefined, { headers: authorization ? { authorization } : {} })
      expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
    // Not even a body is read before the caller is known.
    expect((await client()('POST', `${path}/clients`, undefined, { raw: '{', headers: json })).status).toBe(401)
  })

  test('without the permission gets 403, which names it', async () => {
    expect(await ask('developer', 'POST', '/clients', { name: 'X' })).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN', missing: 'crm.clients.create' },
    })
    expect(await ask('developer', 'PATCH', '/projects/DURA', { version: 1, title: 'X' })).toMatchObject({
      status: 403,
      body: { missing: 'projects.projects.edit' },
    })
  })

  test('with wrong credentials or a bad time zone is told so, and no more', async () => {
    const { email } = world.people.owner
    const wrong = await client()('POST', '/auth/token', { email, password: 'not this one at all' })
    expect(wrong).toMatchObject({ status: 401, body: { code: 'WRONG_CREDENTIALS' } })
    const zone = await client()('POST', '/auth/register', {
      name: 'X',
      email: 'x@y.test',
      password: worldPassword,
      organization: { name: 'Y', slug: 'yyy' },
      timeZone: 'Mars/Olympus',
    })
    expect(zone).toMatchObject({ status: 400, body: { errors: [{ path: 'timeZone' }] } })
  })

  test('who is too fast gets 429 with Retry-After', async () => {
    const call = client()
    const input = { email: 'nobody@nowhere.test', password: 'wrong every single time' }
    let answer = await call('POST', '/auth/token', input)
    for (let tries = 0; answer.status === 401 && tries < 20; tries++) answer = await call('POST', '/auth/token', input)
    expect(answer).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } })
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('in a browser reads by cookie, and writes only from our own pages', async () => {
    const info = { id: 'browser', address: '203.0.113.9' }
    const { sessionId } = await signIn(info, { email: world.people.owner.email, password: worldPassword }, 'browser')
    const value = await encode({ token: { sid: sessionId }, secret: process.env.NEXTAUTH_SECRET ?? '' })
    const cookie = `other=1; next-auth.session-token=${value}`
    const path = `/organizations/${world.slug}/clients`
    const call = client()
    expect((await call('GET', path, undefined, { headers: { cookie } })).status).toBe(200)
    for (const origin of [undefined, 'https://evil.test', 'null'])
      expect(
        await call(
          'POST',
          path,
          { name: 'X' },
          { headers: { cookie, host: 'localhost:3000', ...(origin && { origin }) } },
        ),
      ).toMatchObject({ status: 403, body: { code: 'FOREIGN_ORIGIN' } })
    const own = { cookie, host: 'localhost:3000', origin: 'http://localhost:3000' }
    expect((await call('POST', path, { name: 'By browser' }, { headers: own })).status).toBe(201)
  })
})

describe('the server', () => {
  test('answers 503 with Retry-After while the database is away, and recovers by itself', async () => {
    const working = pool.lobbyPool
    pool.lobbyPool = connect('postgres://nobody@127.0.0.1:1/none', 1)
    const [read, write, person, token] = await Promise.all([
      ask('owner', 'GET', '/clients'),
      ask('owner', 'POST', '/clients', { name: 'X' }),
      client(world.people.owner.token)('GET', '/me'),
      client()('POST', '/auth/token/refresh', { refreshToken: 'x'.repeat(43) }),
    ])
    await pool.lobbyPool.end({ timeout: 1 })
    pool.lobbyPool = working
    for (const answer of [read, write, person, token]) {
      expect(answer).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } })
      expect(answer.headers.get('retry-after')).toBe('2')
    }
    expect((await ask('owner', 'GET', '/clients')).status).toBe(200)
  })

  test('takes one access query and one transaction for a request', async () => {
    const working = pool.lobbyPool as Sql
    const calls: string[] = []
    pool.lobbyPool = new Proxy(working, {
      get(target, name, receiver) {
        if (name === 'begin' || name === 'unsafe') calls.push(name)
        return Reflect.get(target, name, receiver)
      },
    })
    await ask('owner', 'GET', '/clients')
    pool.lobbyPool = working
    expect(calls).toEqual(['unsafe', 'begin'])
  })

  test('keeps a request id that it was given, and makes one where it was none', async () => {
    const given = await ask('owner', 'GET', '/roles', undefined, { headers: { 'x-request-id': 'trace-12345678' } })
    expect(given.headers.get('x-request-id')).toBe('trace-12345678')
    const odd = await ask('owner', 'GET', '/roles', undefined, { headers: { 'x-request-id': 'a b<script>' } })
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})
