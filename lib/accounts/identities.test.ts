import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import NextAuth from 'next-auth'
import { decode } from 'next-auth/jwt'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { askPerson, closePool } from '@/lib/core/transaction'
import { authOptions } from './auth'
import { register } from './commands/register'
import { confirmSecondFactor, startSecondFactor } from './commands/second-factor'
import { signIn, signInByTicket } from './commands/sign-in'
import { unlink } from './commands/unlink'
import { providerNames } from './providers'
import { totpOf } from './second-factor'
import { asksForLink, linkSeal } from './ticket'

const password = 'correct horse battery staple'
const clientId = 'lobby-of-a-test'
type Claims = { sub: string; email?: string; email_verified?: boolean; name?: string }

/** An OpenID Connect issuer in one page: it lets everybody in as whoever stands in `who`. */
let who: Claims = { sub: 'nobody' }
let issuer = ''
let server: Server
async function startIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const nonces = new Map<string, string>()
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const json = (body: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    if (url.pathname === '/.well-known/openid-configuration')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    if (url.pathname === '/keys') return json({ keys: [jwk] })
    if (url.pathname === '/authorize') {
      const code = crypto.randomUUID()
      nonces.set(code, url.searchParams.get('nonce') ?? '')
      const back = new URL(url.searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', url.searchParams.get('state') ?? '')
      return response.writeHead(302, { location: back.href }).end()
    }
    let body = ''
    for await (const chunk of request) body += chunk
    const nonce = nonces.get(new URLSearchParams(body).get('code') ?? '')
    const idToken = await new SignJWT({ ...who, nonce })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(issuer)
      .setAudience(clientId)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey)
    json({ access_token: 'none', token_type: 'Bearer', id_token: idToken, expires_in: 300 })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

let database: TestDatabase
let sql: postgres.Sql
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 2 })
  await startIssuer()
  Object.assign(process.env, {
    NEXTAUTH_URL: 'http://localhost:3000',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: 'secret of a test',
    OIDC_NAME: 'Acme ID',
  })
})
afterAll(async () => {
  server.close()
  await closePool()
  await sql.end()
  await database.drop()
})
beforeEach(() => {
  who = { sub: crypto.randomUUID() }
})

let places = 0
const info = () => ({ id: 'test', address: `192.0.2.${++places}`, userAgent: 'test', deviceId: crypto.randomUUID() })

/** A browser that goes through next-auth's own pages, with its cookies. */
function browser(linkSession: string | null = null) {
  const jar = new Map<string, string>()
  async function ask(method: string, nextauth: string[], more: { query?: object; body?: object } = {}) {
    const headers = new Map<string, unknown>()
    const result: { status: number; location?: string; body?: unknown } = { status: 200 }
    const response = {
      getHeader: (name: string) => headers.get(name.toLowerCase()),
      setHeader: (name: string, value: unknown) => headers.set(name.toLowerCase(), value),
      status(code: number) {
        result.status = code
        return response
      },
      redirect(code: number, to: string) {
        Object.assign(result, { status: code, location: to })
      },
      json: (body: unknown) => Object.assign(result, { body }),
      send: (body: unknown) => Object.assign(result, { body }),
      end: () => undefined,
    }
    const request = {
      method,
      query: { nextauth, ...more.query },
      body: more.body ?? {},
      headers: {},
      cookies: Object.fromEntries(jar),
    }
    await NextAuth(request as never, response as never, authOptions(info(), linkSession))
    for (const cookie of (headers.get('set-cookie') ?? []) as string[]) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      jar.set(name, decodeURIComponent(value))
    }
    const location = result.location ?? (headers.get('location') as string | undefined)
    return { ...result, location }
  }
  return {
    /** There and back. @returns where it ends */
    async comeBy(): Promise<string> {
      const { csrfToken } = (await ask('GET', ['csrf'])).body as { csrfToken: string }
      const away = await ask('POST', ['signin', 'oidc'], { body: { csrfToken, callbackUrl: '/choose-organization' } })
      const back = await fetch(away.location ?? '', { redirect: 'manual' })
      const query = Object.fromEntries(new URL(back.headers.get('location') ?? '').searchParams)
      return (await ask('GET', ['callback', 'oidc'], { query })).location ?? ''
    },
    async person() {
      const token = await decode({
        token: jar.get('next-auth.session-token'),
        secret: process.env.NEXTAUTH_SECRET ?? '',
      })
      return typeof token?.sid === 'string' ? askPerson(token.sid) : null
    },
  }
}

async function anna(slug: string) {
  const email = `anna@${slug}.test`
  await register(info(), { name: 'Anna', email, password, organization: { name: `Org ${slug}`, slug } })
  return { ...(await signIn(info(), { email, password }, 'browser')) }
}
const linksOf = (userId: string) => sql`select provider, subject from user_identities where user_id = ${userId}`

describe('a login elsewhere', () => {
  test('is offered under the name that the environment gives', () => {
    expect(providerNames()).toEqual([{ id: 'oidc', name: 'Acme ID' }])
  })

  test('registers a new, verified address, and knows the person again by the issuer’s name for them', async () => {
    Object.assign(who, { email: 'New@elsewhere.test', email_verified: true, name: 'Nina' })
    const first = browser()
    await first.comeBy()
    const nina = await first.person()
    expect(nina).toMatchObject({ email: 'new@elsewhere.test', name: 'Nina', emailVerified: true, memberships: [] })
    who = { sub: who.sub, email: 'moved@elsewhere.test', email_verified: true }
    const again = browser()
    await again.comeBy()
    expect((await again.person())?.id).toBe(nina?.id)
  })

  test('never opens an account by its address, verified or not, and writes nothing', async () => {
    const { email, userId } = await anna('by-address')
    for (const verified of [true, false]) {
      Object.assign(who, { email, email_verified: verified })
      const stranger = browser()
      expect(await stranger.comeBy()).toContain(verified ? 'LINK_FIRST' : 'EMAIL_UNVERIFIED')
      expect(await stranger.person()).toBeNull()
    }
    expect(await linksOf(userId)).toHaveLength(0)
  })

  test('does not register an address that nobody has verified', async () => {
    Object.assign(who, { email: 'victim@elsewhere.test' })
    expect(await browser().comeBy()).toContain('EMAIL_UNVERIFIED')
    expect(await sql`select 1 from users where email = 'victim@elsewhere.test'`).toHaveLength(0)
  })

  test('is linked by whoever is signed in and asked for it, whatever its address; then it opens', async () => {
    const { sessionId, userId } = await anna('links')
    Object.assign(who, { email: 'other@elsewhere.test' })
    expect(await browser(sessionId).comeBy()).toContain('link=done')
    const next = browser()
    await next.comeBy()
    expect((await next.person())?.id).toBe(userId)
    await unlink(info(), sessionId, { provider: 'oidc' })
    expect(await linksOf(userId)).toHaveLength(0)
  })

  test('of one person is not linked to another', async () => {
    const [one, two] = [await anna('theirs-a'), await anna('theirs-b')]
    await browser(one.sessionId).comeBy()
    expect(await browser(two.sessionId).comeBy()).toContain('link=taken')
    expect(await linksOf(two.userId)).toHaveLength(0)
  })

  test('is linked for the one session that asked', () => {
    expect(asksForLink(linkSeal('a'), 'a')).toBe(true)
    expect(asksForLink(linkSeal('a'), 'b')).toBe(false)
    expect(asksForLink(undefined, 'a')).toBe(false)
  })

  test('does not pass the second factor by', async () => {
    const { email, sessionId, userId } = await anna('both-steps')
    await browser(sessionId).comeBy()
    const { secret } = await startSecondFactor(info(), sessionId, { password })
    const { codes } = await confirmSecondFactor(info(), sessionId, { code: totpOf(email, secret).generate() })
    const next = browser()
    const to = new URL(await next.comeBy(), 'http://localhost:3000')
    expect(await next.person()).toBeNull()
    const ticket = to.searchParams.get('ticket') ?? ''
    await expect(signInByTicket(info(), ticket, '000000')).rejects.toMatchObject({ status: 401 })
    await expect(signInByTicket(info(), `${ticket}x`, codes[0] ?? '')).rejects.toMatchObject({ status: 401 })
    expect((await signInByTicket(info(), ticket, codes[0] ?? '')).userId).toBe(userId)
  })

  test('opens nothing of a person who is disabled', async () => {
    const { sessionId, userId } = await anna('disabled')
    await browser(sessionId).comeBy()
    await sql`update users set disabled_at = now() where id = ${userId}`
    const next = browser()
    await next.comeBy()
    expect(await next.person()).toBeNull()
  })
})
